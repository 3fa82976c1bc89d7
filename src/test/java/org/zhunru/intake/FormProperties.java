package org.zhunru.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is typed comes back as it was typed, whatever it is. */
class FormProperties {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private final Form substances = FormFilesTest.form("substances");

  @Property(tries = 300)
  void shown_and_sent_again_a_tree_is_the_same(@ForAll("typed") Map<String, String[]> typed) {
    var once = FormBinding.bind(substances, FormBinding.tree("{}"), typed, TODAY);

    var again = FormBinding.bind(substances, once, sentBack(once), TODAY);

    assertThat(DraftMerge.differences(once, again)).isEmpty();
    var stored = FormBinding.json(once);
    assertThat(FormBinding.json(FormBinding.tree(stored))).isEqualTo(stored);
  }

  @Property(tries = 300)
  void nothing_typed_is_lost(@ForAll("typed") Map<String, String[]> typed) {
    var all = FormBinding.json(FormBinding.bind(substances, FormBinding.tree("{}"), typed, TODAY));

    typed.forEach(
        (name, values) -> {
          if (name.endsWith("name")) {
            assertThat(all)
                .contains(
                    FormBinding.JSON
                        .writeValueAsString(values[0].strip())
                        .replaceAll("^\"|\"$", ""));
          }
        });
  }

  @Property(tries = 300)
  void checking_any_tree_finds_faults_at_paths_of_the_form(
      @ForAll("typed") Map<String, String[]> typed) {
    var tree = FormBinding.bind(substances, FormBinding.tree("{}"), typed, TODAY);

    assertThat(FormCheck.faults(substances, tree, FormOptions.NONE, TODAY))
        .allSatisfy(
            fault -> assertThat(substances.asksFor(String.valueOf(fault.field()))).isTrue());
  }

  @Property
  void a_decimal_is_read_with_all_its_digits(@ForAll BigDecimal number) {
    var text = number.toPlainString();
    if (text.replaceAll("\\D", "").length() <= 30) {
      assertThat(FormNumber.read(text))
          .hasValueSatisfying(
              n -> assertThat(n).isEqualTo(number.scale() < 0 ? number.setScale(0) : number));
    }
  }

  @Property(tries = 300)
  void merging_all_of_the_other_side_gives_the_other_side(
      @ForAll("typed") Map<String, String[]> a, @ForAll("typed") Map<String, String[]> b) {
    var mine = FormBinding.bind(substances, FormBinding.tree("{}"), a, TODAY);
    var theirs = FormBinding.bind(substances, FormBinding.tree("{}"), b, TODAY);
    var all =
        DraftMerge.differences(mine, theirs).stream().map(DraftMerge.Difference::path).toList();

    assertThat(DraftMerge.differences(DraftMerge.merge(mine, theirs, all), theirs)).isEmpty();
    assertThat(DraftMerge.merge(mine, theirs, List.of())).isEqualTo(mine);
  }

  @Provide
  Arbitrary<Map<String, String[]>> typed() {
    var value =
        Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(12).map(s -> s.replaceAll("\\p{C}", "")),
            Arbitraries.of(
                "7782-50-5", "7782-50-4", "120", "1,2", "true", "storage", "液氯", "", " "),
            Arbitraries.bigDecimals().map(BigDecimal::toPlainString));
    var row = Arbitraries.integers().between(0, 3);
    var field = Arbitraries.of("name", "cas", "form", "quantityTonnes", "categories", "links");
    var entry =
        Combinators.combine(row, row, field, value, Arbitraries.of(true, false))
            .as(
                (i, j, f, v, deep) ->
                    Map.entry(
                        deep
                            ? "units[" + i + "].substances[" + j + "]." + f
                            : "units["
                                + i
                                + "]."
                                + (f.equals("cas")
                                    ? "unitType"
                                    : f.equals("form") ? "exposedPeople" : "name"),
                        v));
    return entry
        .list()
        .ofMaxSize(20)
        .map(
            entries -> {
              var parameters = new LinkedHashMap<String, String[]>();
              entries.forEach(e -> parameters.put(e.getKey(), new String[] {e.getValue()}));
              return parameters;
            });
  }

  private static Map<String, String[]> sentBack(ObjectNode tree) {
    var sent = new LinkedHashMap<String, String[]>();
    sent.put(FormBinding.SHOWN, new String[] {"units"});
    send(tree, "", sent);
    return sent;
  }

  private static void send(JsonNode node, String path, Map<String, String[]> sent) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              e -> send(e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey(), sent));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        send(node.get(i), path + "[" + i + "]", sent);
      }
    } else if (node.isArray()) {
      var values = new String[node.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = node.get(i).asString();
      }
      sent.put(path, values);
    } else {
      sent.put(path, new String[] {FormBinding.text(node)});
    }
  }
}
