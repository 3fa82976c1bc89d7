package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;

/**
 * How many people may be where in a coal mine. A coal face may have 25 people in a mine with severe
 * disasters, 20 in others: more than 25 are too many in every mine, 21 to 25 only in some.
 */
class HeadcountsTest {
  private static final CatalogueSet SET =
      new CatalogueSet(
          new CatalogueFiles().headcounts(PolicyFile.of(CatalogueFiles.HEADCOUNTS)), Map.of());
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
  private static final String FACE = "机械化采煤工作面-生产班";
  private static final String OVER = "重大事故隐患";

  private static List<Finding> findings(Described mine, LocalDate day) {
    return new CatalogueIndex(SET, day).check(mine.facts()).findings();
  }

  private static List<Finding> limits(String place, int people) {
    return findings(mine().people(place, people), TODAY).stream()
        .filter(f -> !f.message().contains(OVER))
        .toList();
  }

  private static List<Finding> over(Described mine, LocalDate day) {
    return findings(mine, day).stream().filter(f -> f.message().contains(OVER)).toList();
  }

  private static Described mine() {
    return Described.in("coal_mine", "230900");
  }

  @ParameterizedTest
  @CsvSource({"20,", "21,UNDETERMINED", "25,UNDETERMINED", "26,REFUSE"})
  void what_is_so_in_every_class_of_mines_is_certain_without_the_class(
      int people, Severity severity) {
    var findings = limits(FACE, people);

    if (severity == null) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings)
          .isNotEmpty()
          .allSatisfy(
              f -> {
                assertThat(f.severity()).isEqualTo(severity);
                assertThat(f.open().isEmpty()).isEqualTo(severity == Severity.REFUSE);
              });
    }
  }

  /** Once the class is told, the limit of that class counts, and no other. */
  @ParameterizedTest
  @CsvSource({
    "低瓦斯,中等,false,21,20",
    "低瓦斯,简单,false,20,",
    "高瓦斯,简单,false,25,",
    "高瓦斯,简单,false,26,25",
    "低瓦斯,极复杂,false,26,25",
    "低瓦斯,简单,true,26,25"
  })
  void the_class_that_is_told_decides(
      String gas, String water, boolean bursts, int people, String limit) {
    var mine =
        mine()
            .fact("mineGasClass", gas)
            .fact("hydrology", water)
            .fact("rockBurst", bursts)
            .people(FACE, people);
    var findings = findings(mine, TODAY).stream().filter(f -> !f.message().contains(OVER)).toList();

    if (limit == null) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings)
          .singleElement()
          .satisfies(
              f -> {
                assertThat(f.severity()).isEqualTo(Severity.REFUSE);
                assertThat(f.threshold()).isEqualTo(limit);
              });
    }
  }

  /** One sign of a severe mine is enough; for another one, nothing may be missing. */
  @Test
  void what_is_missing_of_the_class_is_asked_for_by_name() {
    var one = mine().fact("mineGasClass", "高瓦斯").people(FACE, 26);
    assertThat(findings(one, TODAY)).extracting(Finding::severity).containsExactly(Severity.REFUSE);

    var open = mine().fact("mineGasClass", "低瓦斯").fact("rockBurst", false).people(FACE, 21);
    assertThat(findings(open, TODAY))
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.open())
                    .extracting(Question::subject, Question::code)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("facts.hydrology", "catalogueFact")));
  }

  /** A fifth over 20 is a hidden danger of its own in a mine of which it is known. */
  @Test
  void a_fifth_over_the_limit_of_the_class_told_is_certain() {
    var mine =
        mine()
            .fact("mineGasClass", "低瓦斯")
            .fact("hydrology", "简单")
            .fact("rockBurst", false)
            .people(FACE, 31);

    assertThat(over(mine, TODAY))
        .singleElement()
        .satisfies(f -> assertThat(f.severity() + f.threshold()).isEqualTo("REFUSE24"));
  }

  /** No limit is stored for such faces in other mines, so that nothing is sure of every class. */
  @Test
  void a_class_whose_limit_is_not_known_keeps_it_open() {
    assertThat(limits("炮采工作面", 26))
        .extracting(Finding::severity)
        .containsOnly(Severity.UNDETERMINED);
  }

  /** 120 % of 20 are 24, of 25 are 30: just that many are not over it. */
  @ParameterizedTest
  @CsvSource({"24,,", "25,UNDETERMINED,24", "30,UNDETERMINED,24", "31,REFUSE,30", "99,REFUSE,30"})
  void more_than_a_fifth_over_the_limit_is_a_major_hidden_danger_of_its_own(
      int people, Severity severity, String threshold) {
    var over = over(mine().people(FACE, people), TODAY);

    if (severity == null) {
      assertThat(over).isEmpty();
      return;
    }
    assertThat(over)
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(severity);
              assertThat(f.value()).isEqualTo(String.valueOf(people));
              assertThat(f.operator() + f.threshold() + f.unit())
                  .isEqualTo(">" + threshold + "人/单班");
              assertThat(f.subject()).isEqualTo("headcounts[0]");
              assertThat(f.legalBasis()).contains("煤矿安全生产条例第36条第1项");
              assertThat(f.rule()).startsWith(CatalogueFiles.HEADCOUNTS);
            });
  }

  @Test
  void an_existing_mine_has_to_mend_it() {
    assertThat(over(mine().existing().people(FACE, 31), TODAY))
        .extracting(Finding::severity)
        .containsExactly(Severity.CONDITION);
  }

  /** 18 people more a fifth are 21.6, 16 are 19.2: people are counted whole, limits are not. */
  @ParameterizedTest
  @CsvSource({"19,0", "20,1", "21,1", "22,1"})
  void a_fifth_is_not_rounded(int people, int findings) {
    assertThat(over(mine().people("机械化掘进工作面", people), TODAY)).hasSize(findings);
  }

  @Test
  void it_counts_from_the_year_of_its_law_and_for_coal_faces_only() {
    assertThat(over(mine().people(FACE, 99), LocalDate.of(2023, 12, 31))).isEmpty();
    assertThat(over(mine().people(FACE, 99), LocalDate.of(2024, 1, 1)))
        .singleElement()
        .satisfies(f -> assertThat(f.marks()).containsExactly("date"));
    assertThat(over(mine().people("矿井(其他)单班总人数-最高档", 9_000), TODAY)).isEmpty();
    assertThat(over(Described.in("dust", "370900").people("规模以上企业涉爆粉尘岗位", 60), TODAY)).isEmpty();
  }

  /** 综采 isn't a word of the limits, and of fireworks no limit is known well enough to bind. */
  @ParameterizedTest
  @CsvSource({
    "coal_mine,综采工作面,true",
    "coal_mine,炮采工作面,false",
    "fireworks,A2级工房,true",
    "gas,门站,false"
  })
  void a_place_that_no_limit_names_is_asked_about_and_never_passed(
      String sector, String place, boolean asked) {
    var told = Described.in(sector, "230900").people(place, 1).facts();
    assertThat(new CatalogueIndex(SET, TODAY).check(told).questions())
        .filteredOn(q -> q.code().equals("headcountPlace"))
        .hasSize(asked ? 1 : 0)
        .allMatch(q -> q.subject().equals("headcounts[0]"));
  }
}
