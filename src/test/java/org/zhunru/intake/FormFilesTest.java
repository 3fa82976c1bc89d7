package org.zhunru.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import org.zhunru.policy.FactDictionary;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FormFilesTest {
  private static final Path FORMS = Path.of("forms");

  static Form form(String page) {
    var file = "joint-pre-approval-" + page + ".form";
    return FormReader.read(file, read(FORMS.resolve(file)));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  @Test
  void every_page_of_every_matter_has_its_form_and_every_form_its_page() throws IOException {
    var named = new HashSet<String>();
    try (var matters = Files.list(Path.of("policies/matters"))) {
      for (var file : matters.toList()) {
        Map<String, Object> matter = new Yaml().load(read(file));
        for (var page : (List<?>) matter.get("pages")) {
          if (((Map<?, ?>) page).get("form") instanceof String form) {
            named.add(form + ".form");
          }
        }
      }
    }
    try (var forms = Files.list(FORMS)) {
      assertThat(forms.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @Test
  void every_form_is_understood_to_the_last_property() throws IOException {
    try (var forms = Files.list(FORMS)) {
      for (var file : forms.toList()) {
        assertThat(FormReader.read(file.getFileName().toString(), read(file)).paths()).isNotEmpty();
      }
    }
  }

  @Test
  void every_key_is_a_path_of_the_facts_and_is_called_as_they_are() throws IOException {
    var dictionary = new FactDictionary();
    try (var forms = Files.list(FORMS)) {
      for (var file : forms.toList()) {
        var form = FormReader.read(file.getFileName().toString(), read(file));
        called(form.components(), "", dictionary);
      }
    }
  }

  private static void called(
      List<Form.Component> components, String before, FactDictionary dictionary) {
    for (var component : components) {
      if (component instanceof Form.Field field) {
        var fact = dictionary.find(before + field.key());
        assertThat(fact).as(before + field.key()).isPresent();
        assertThat(field.label().zh()).isEqualTo(fact.orElseThrow().labelZh());
        assertThat(fits(field.type(), fact.orElseThrow().type()))
            .as(before + field.key() + " is " + fact.orElseThrow().type())
            .isTrue();
      } else if (component instanceof Form.Rows rows) {
        assertThat(dictionary.find(before + rows.path())).as(before + rows.path()).isPresent();
        called(rows.components(), before + rows.path() + "[].", dictionary);
      } else if (component instanceof Form.Group group) {
        called(group.components(), FormPath.below(before, group.path()), dictionary);
      }
    }
  }

  private static boolean fits(Form.Type type, FactDictionary.Type fact) {
    return switch (type) {
      case NUMBER -> fact == FactDictionary.Type.NUMBER || fact == FactDictionary.Type.COUNT;
      case TRUTH -> fact == FactDictionary.Type.TRUTH;
      case DATE -> fact == FactDictionary.Type.DATE;
      case TEXTS -> fact == FactDictionary.Type.LIST;
      case TEXT ->
          fact == FactDictionary.Type.TEXT
              || fact == FactDictionary.Type.CHOICE
              || fact == FactDictionary.Type.IDENTIFIER;
    };
  }

  @Test
  void the_right_page_is_found_for_a_fact() {
    assertThat(form("substances").asksFor("units[0].substances[1].cas")).isTrue();
    assertThat(form("substances").asksFor("units[0].substances[1]")).isTrue();
    assertThat(form("substances").asksFor("units")).isTrue();
    assertThat(form("processes").asksFor("processes[3]")).isTrue();
    assertThat(form("site").asksFor("siting.location")).isTrue();
    assertThat(form("site").asksFor("units[0].name")).isFalse();
    assertThat(form("site").asksFor("siting.loc")).isFalse();
  }

  @Test
  void what_the_server_would_not_obey_is_an_error_with_its_place() {
    var right =
        (ObjectNode)
            JsonMapper.shared().readTree(read(FORMS.resolve("joint-pre-approval-people.form")));

    assertThatThrownBy(() -> FormReader.read("other.form", right.toString()))
        .hasMessageContaining("the file is called other");
    assertWrong(
        right, "/components/0/components/0", "type", "html", "type 'html' is not supported");
    assertWrong(
        right,
        "/components/0/components/0",
        "autocomplete",
        "on",
        "'autocomplete' is not supported");
    assertWrong(
        right,
        "/components/0/components/0/properties",
        "colour",
        "red",
        "custom property 'colour'");
    assertWrong(
        right,
        "/components/0/components/0/properties",
        "labelEn",
        "",
        "label and labelEn belong together");
    assertWrong(
        right,
        "/components/0/components/0/validate",
        "min",
        "3",
        "min does not belong to textfield");
    assertWrong(
        right,
        "/components/0/components/0/validate",
        "validationType",
        "email",
        "validationType 'email'");
    assertWrong(
        right,
        "/components/0/components/2/properties",
        "identifier",
        "passport",
        "identifier 'passport'");
    assertWrong(
        right, "/components/0/components/1", "id", "Field_people_name", "stands there twice");
    assertWrong(right, "/components/0/components/3", "key", "name", "is asked for twice");
    assertWrong(right, "/components/0", "path", "people[0]", "is no path");
    assertWrong(right, "", "executionPlatform", "Camunda Cloud", "Camunda Platform 7.24");
  }

  private static void assertWrong(
      ObjectNode right, String at, String name, String value, String message) {
    var wrong = right.deepCopy();
    ((ObjectNode) wrong.at(at)).put(name, value);
    assertThatThrownBy(() -> FormReader.read("joint-pre-approval-people.form", wrong.toString()))
        .isInstanceOf(FormReader.BrokenForm.class)
        .hasMessageStartingWith("joint-pre-approval-people.form: ")
        .hasMessageContaining(message);
  }

  @Test
  void conditions_are_read_as_feel_reads_them() {
    var tree = FormBinding.tree("{\"a\":{\"b\":true},\"n\":3,\"rows\":[{\"a\":\"x\"}]}");

    assertThat(holds("=a.b = \"true\"", tree)).isTrue();
    assertThat(holds("=a.b != true", tree)).isFalse();
    assertThat(holds("=missing = null", tree)).isTrue();
    assertThat(holds("=n = 3 and a.b = true or n = 4", tree)).isTrue();
    assertThat(holds("=n = 4 and (a.b = true or n = 4)", tree)).isFalse();
    assertThat(holds("=not(n = 4)", tree)).isTrue();
    assertThat(FormCondition.parse("=n = 3").holds(tree, tree.path("rows").get(0))).isTrue();
    for (var unsupported :
        List.of(
            "n = 3",
            "=n",
            "=n > 3",
            "=n = ",
            "=n = 3 and",
            "=f(n) = 3",
            "=(n = 3",
            "=3 = n",
            "=n = 3 4")) {
      assertThatThrownBy(() -> FormCondition.parse(unsupported))
          .as(unsupported)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static boolean holds(String feel, ObjectNode tree) {
    return FormCondition.parse(feel).holds(tree, tree);
  }
}
