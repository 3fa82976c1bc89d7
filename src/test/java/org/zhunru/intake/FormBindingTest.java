package org.zhunru.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhunru.common.Refusal;
import tools.jackson.databind.node.ObjectNode;

class FormBindingTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final String ID = "11010519491231002X";

  static ObjectNode bind(String page, String before, String... sent) {
    return FormBinding.bind(
        FormFilesTest.form(page), FormBinding.tree(before), parameters(sent), TODAY);
  }

  static Map<String, String[]> parameters(String... sent) {
    var parameters = new LinkedHashMap<String, String[]>();
    for (int i = 0; i < sent.length; i += 2) {
      var value = sent[i + 1];
      parameters.merge(
          sent[i],
          new String[] {value},
          (a, b) -> {
            var both = java.util.Arrays.copyOf(a, a.length + 1);
            both[a.length] = b[0];
            return both;
          });
    }
    return parameters;
  }

  private static List<String> faults(String page, ObjectNode tree) {
    return FormCheck.faults(FormFilesTest.form(page), tree, FormOptions.NONE, TODAY).stream()
        .filter(f -> !FormCheck.isMissing(f))
        .map(f -> f.field() + " " + f.code())
        .toList();
  }

  @Test
  void rows_become_arrays_numbers_exact_decimals_and_empty_rows_go() {
    var tree =
        bind(
            "substances",
            "{}",
            "units[0].name",
            "液氯库",
            "units[0].exposedPeople",
            "６０",
            "units[0].substances[0].name",
            "液氯",
            "units[0].substances[0].cas",
            " ７７８２-50-5",
            "units[0].substances[0].quantityTonnes",
            "120.50",
            "units[0].substances[0].categories",
            "J3",
            "units[0].substances[0].categories",
            "W4",
            "units[0].substances[1].name",
            "  ",
            "units[3].name",
            "",
            "units[7].name",
            "装置区");

    assertThat(FormBinding.json(tree))
        .isEqualTo(
            "{\"units\":[{\"name\":\"液氯库\",\"exposedPeople\":60,\"substances\":[{\"name\":\"液氯\","
                + "\"cas\":\"7782-50-5\",\"quantityTonnes\":120.50,\"categories\":[\"J3\",\"W4\"]}]},"
                + "{\"name\":\"装置区\"}]}");
  }

  @Test
  void what_is_wrong_stays_as_typed_and_is_told_at_its_place() {
    var tree =
        bind(
            "substances",
            "{}",
            "units[0].name",
            "罐区",
            "units[0].unitType",
            "tank",
            "units[0].exposedPeople",
            "60.5",
            "units[0].substances[0].cas",
            "7782-50-4",
            "units[0].substances[0].quantityTonnes",
            "1,200",
            "units[0].substances[0].categories",
            "Z9",
            "facts.controlledChemicals",
            "maybe");

    assertThat(FormPath.get(tree, "units[0].substances[0].quantityTonnes").asString())
        .isEqualTo("1,200");
    assertThat(FormPath.get(tree, "units[0].substances[0].cas").asString()).isEqualTo("7782-50-4");
    assertThat(faults("substances", tree))
        .containsExactly(
            "units[0].unitType intake.choiceUnknown",
            "units[0].exposedPeople intake.notWhole",
            "units[0].substances[0].cas common.casCheckDigit",
            "units[0].substances[0].quantityTonnes intake.numberSeparator",
            "units[0].substances[0].categories[0] intake.choiceUnknown",
            "facts.controlledChemicals intake.choiceUnknown");
  }

  @Test
  void what_was_not_on_the_page_stays_and_what_was_emptied_goes() {
    var before =
        "{\"name\":\"A\",\"purpose\":\"P\",\"kind\":\"new\",\"units\":[{\"name\":\"u\"}],\"facts\":{\"classifiedProject\":true}}";

    var tree =
        bind("project", before, "name", "B", "purpose", "", "_shown", "facts.classifiedProject");

    assertThat(FormBinding.json(tree))
        .isEqualTo("{\"name\":\"B\",\"kind\":\"new\",\"units\":[{\"name\":\"u\"}]}");
  }

  @Test
  void a_list_without_rows_goes_only_if_it_was_shown() {
    var before = "{\"equipment\":[{\"name\":\"e\"}],\"capacities\":[{\"measure\":\"m\"}]}";

    assertThat(FormBinding.json(bind("processes", before, "_shown", "equipment")))
        .isEqualTo("{\"capacities\":[{\"measure\":\"m\"}]}");
  }

  @Test
  void lines_become_a_list() {
    var tree = bind("processes", "{}", "processes", "氯化工艺\r\n\r\n 精馏 \n");

    assertThat(FormBinding.json(tree)).isEqualTo("{\"processes\":[\"氯化工艺\",\"精馏\"]}");
  }

  @Test
  void what_the_form_hides_is_left_out() {
    var tree =
        bind(
            "site",
            "{\"siting\":{\"parkName\":\"旧园区\"},\"facts\":{\"parkSafetyGrade\":\"C\"}}",
            "siting.inChemicalPark",
            "false");

    assertThat(FormBinding.json(tree)).isEqualTo("{\"siting\":{\"inChemicalPark\":false}}");
  }

  @Test
  void a_masked_number_sent_back_is_the_number_it_stands_for_in_whatever_row() {
    var before = "{\"people\":[{\"name\":\"a\"},{\"name\":\"b\",\"residentId\":\"" + ID + "\"}]}";

    var tree =
        bind(
            "people",
            before,
            "people[1].name",
            "b",
            "people[1].residentId",
            FormBinding.mask(ID),
            "people[2].residentId",
            "999999********9999");

    assertThat(FormBinding.mask(ID)).isEqualTo("110105********002X");
    assertThat(FormPath.get(tree, "people[0].residentId").asString()).isEqualTo(ID);
    assertThat(faults("people", tree))
        .containsExactly("people[1].residentId common.residentIdCharacter");
  }

  @Test
  void control_characters_that_no_database_keeps_are_left_out() {
    var tree = bind("project", "{}", "name", "a\u0000b\u0007c", "purpose", "x\r\ny");

    assertThat(tree.path("name").asString()).isEqualTo("abc");
    assertThat(tree.path("purpose").asString()).isEqualTo("x\ny");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120|120",
        "１２０．５|120.5",
        "-1|-1",
        "－1|-1",
        "+3|3",
        ".5|0.5",
        "0.1000|0.1000",
        "007|7",
        "12345678901234567890.1234567890|12345678901234567890.1234567890"
      })
  void numbers_are_exact(String typed, String value) {
    assertThat(FormNumber.read(typed).orElseThrow().toPlainString()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,200|intake.numberSeparator",
        "1，200|intake.numberSeparator",
        "1 200|intake.numberSeparator",
        "1'200.5|intake.numberSeparator",
        "12O|intake.notANumber",
        "1e5|intake.notANumber",
        "0x10|intake.notANumber",
        "1.2.3|intake.notANumber",
        "-|intake.notANumber",
        "约120|intake.notANumber",
        "٣|intake.notANumber",
        "1234567890123456789012345678901|intake.numberTooLong"
      })
  void what_is_no_number_is_refused_and_not_guessed(String typed, String code) {
    assertThat(FormNumber.read(typed)).isEmpty();
    assertThat(FormNumber.fault(typed)).map(Refusal::code).hasValue(code);
  }

  @Test
  void limits_include_their_ends() {
    var form = FormFilesTest.form("site");

    assertThat(codes(form, "{\"siting\":{\"location\":{\"lon\":180,\"lat\":-85}}}")).isEmpty();
    assertThat(codes(form, "{\"siting\":{\"location\":{\"lon\":180.1,\"lat\":-85.1}}}"))
        .containsExactly("intake.fieldTooLarge", "intake.fieldTooSmall");
    assertThat(codes(form, "{\"siting\":{\"location\":{\"lon\":1.123456789}}}"))
        .containsExactly("intake.tooManyDecimals");
  }

  private static List<String> codes(Form form, String json) {
    return FormCheck.faults(form, FormBinding.tree(json), FormOptions.NONE, TODAY).stream()
        .filter(f -> !FormCheck.isMissing(f))
        .map(Refusal::code)
        .toList();
  }

  @Test
  void what_is_missing_is_told_apart_from_what_is_wrong_and_hidden_fields_are_not_missed() {
    var form = FormFilesTest.form("site");
    var missing =
        FormCheck.faults(form, FormBinding.tree("{}"), FormOptions.NONE, TODAY).stream()
            .filter(FormCheck::isMissing)
            .map(Refusal::field)
            .toList();

    assertThat(missing)
        .contains("facts.geologicalHazardArea", "siting.location.lon")
        .doesNotContain("siting.parkName", "siting.inChemicalPark");
  }

  @Test
  void two_states_of_a_draft_are_put_together_place_by_place() {
    var mine =
        FormBinding.tree(
            "{\"name\":\"A\",\"units\":[{\"name\":\"u\",\"exposedPeople\":60}],\"code\":\"c\"}");
    var theirs =
        FormBinding.tree(
            "{\"name\":\"B\",\"units\":[{\"name\":\"v\",\"exposedPeople\":60.0}],\"contact\":{\"name\":\"n\"}}");

    var places = DraftMerge.differences(mine, theirs).stream().map(DraftMerge.Difference::path);
    assertThat(places).containsExactly("name", "units[0].name", "code", "contact.name");

    assertThat(
            FormBinding.json(
                DraftMerge.merge(mine, theirs, List.of("units[0].name", "code", "contact.name"))))
        .isEqualTo(
            "{\"name\":\"A\",\"units\":[{\"name\":\"v\",\"exposedPeople\":60}],\"contact\":{\"name\":\"n\"}}");
  }

  @Test
  void lists_of_other_length_are_chosen_as_a_whole() {
    var mine = FormBinding.tree("{\"units\":[{\"name\":\"u\"},{\"name\":\"w\"}]}");
    var theirs = FormBinding.tree("{\"units\":[{\"name\":\"v\"}]}");

    assertThat(DraftMerge.differences(mine, theirs))
        .singleElement()
        .extracting("path")
        .isEqualTo("units");
    assertThat(DraftMerge.merge(mine, theirs, List.of("units"))).isEqualTo(theirs);
  }
}
