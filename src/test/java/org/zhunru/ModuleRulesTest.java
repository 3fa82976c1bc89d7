package org.zhunru;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/**
 * The architecture, kept true. Every rule is shown twice: the product keeps it, and {@code
 * org.spoilt}, which breaks it on purpose, is caught.
 */
class ModuleRulesTest {

  private static final String[] OLD_DATES = {
    "java.util.Date",
    "java.util.Calendar",
    "java.util.GregorianCalendar",
    "java.text.SimpleDateFormat"
  };

  static final ArchRule only_workflow_knows_the_engine =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.zhunru.workflow..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.camunda..");

  static final ArchRule every_package_is_null_marked =
      classes()
          .should(
              new ArchCondition<>("live in a null-marked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                  events.add(new SimpleConditionEvent(type, marked, type.getPackageName()));
                }
              });

  /** The engine's own interface speaks in old dates; nobody else does. */
  static final ArchRule dates_are_java_time =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.zhunru.workflow..")
          .should()
          .dependOnClassesThat(
              new DescribedPredicate<JavaClass>("are dates of old") {
                @Override
                public boolean test(JavaClass type) {
                  return Arrays.asList(OLD_DATES).contains(type.getName());
                }
              });

  static final ArchRule the_time_comes_from_the_clock =
      noClasses()
          .should()
          .callMethodWhere(
              new DescribedPredicate<JavaCall<?>>("asks the machine what time it is") {
                @Override
                public boolean test(JavaCall<?> call) {
                  return call.getTargetOwner().getPackageName().equals("java.time")
                      && call.getName().equals("now")
                      && call.getTarget().getRawParameterTypes().isEmpty();
                }
              });

  static final ArchRule dependencies_come_through_the_constructor =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  static final ArchRule nobody_prints =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  static final ArchRule names_say_what_a_thing_is =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Service");

  /** CVE-2026-109432: inside or() the engine evaluates expressions that are switched off. */
  static final ArchRule queries_hold_neither_or_nor_expressions =
      noClasses()
          .should()
          .callMethodWhere(
              JavaCall.Predicates.target(nameMatching("or|endOr|.*Expression|addExpression"))
                  .and(
                      JavaCall.Predicates.target(
                          com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With
                              .owner(are(assignableTo("org.camunda.bpm.engine.query.Query"))))));

  static final ArchRule nobody_stores_queries =
      noClasses()
          .should()
          .dependOnClassesThat(
              are(resideInAPackage("org.camunda.bpm.engine.filter.."))
                  .or(assignableTo("org.camunda.bpm.engine.FilterService")));

  static Stream<Named<ArchRule>> rules() {
    return Stream.of(
            only_workflow_knows_the_engine,
            every_package_is_null_marked,
            dates_are_java_time,
            the_time_comes_from_the_clock,
            dependencies_come_through_the_constructor,
            nobody_prints,
            names_say_what_a_thing_is,
            queries_hold_neither_or_nor_expressions,
            nobody_stores_queries)
        .map(rule -> Named.of(rule.getDescription(), rule));
  }

  private static final class Code {
    static final JavaClasses OURS =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.zhunru");
    static final JavaClasses SPOILT = new ClassFileImporter().importPackages("org.spoilt");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_product_keeps_the_rule(ArchRule rule) {
    rule.check(Code.OURS);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_rule_catches_who_breaks_it(ArchRule rule) {
    assertThat(rule.evaluate(Code.SPOILT).hasViolation()).isTrue();
  }

  @Test
  void a_module_imports_only_those_listed() {
    ApplicationModules.of(ZhunruApplication.class).verify();
  }

  @Test
  void a_module_that_imports_another_is_caught() {
    var spoilt = ApplicationModules.of("org.spoilt.modules", (ImportOption) location -> true);
    assertThatThrownBy(spoilt::verify)
        .isInstanceOf(Violations.class)
        .hasMessageContaining("left")
        .hasMessageContaining("right");
  }

  /** One among the tests would hide the module's, and with it whom the module may import. */
  @Test
  void no_package_of_the_product_is_described_again_among_the_tests() throws IOException {
    var tests = Path.of("src/test/java/org/zhunru");
    try (var described = Files.walk(tests)) {
      assertThat(described.filter(file -> file.endsWith("package-info.java")))
          .filteredOn(file -> !file.getParent().equals(tests))
          .noneMatch(
              file ->
                  Files.exists(
                      Path.of("src/main/java/org/zhunru").resolve(tests.relativize(file))));
    }
  }
}
