package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a new wording of a register is told at its line and column, all at once. */
class RegisterFaultsTest {
  private final GovernedFiles files = PoliciesOf.governed();

  private List<String> faults(String file, String content) {
    return files.faults(file, content).stream()
        .peek(f -> assertThat(said(f)).isNotBlank())
        .map(f -> f.line() + " " + f.column() + " " + f.code())
        .toList();
  }

  private static String said(PolicyFault fault) {
    var words = ResourceBundle.getBundle("messages.policy", Locale.ENGLISH);
    return words.getString(fault.messageKey()) + words.getString(fault.mendKey());
  }

  /** Of the shipped wording with a row more. */
  private void added(String file, String row, String fault) {
    var shipped = PoliciesOf.text(file);
    assertThat(faults(file, shipped)).isEmpty();
    var line = shipped.lines().count() + 1;
    assertThat(faults(file, shipped + row + "\n"))
        .containsExactly(line + " " + fault.replace("- ", " "));
  }

  /** Columns: id, process, department_zh, ground_zh, legal_basis, kind, confidence. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "T-1,siting,应急部门,甲,某法 第一条,veto,high | department_zh noDepartmentName",
        "T-1,siting,公安机关;应急部门,甲,某法 第一条,veto,high | department_zh noDepartmentName",
        "T-1,siting,,甲,某法 第一条,veto,high | department_zh empty",
        "T-1,sitting,公安机关,甲,某法 第一条,veto,high | process noneOf",
        ",siting,公安机关,甲,某法 第一条,veto,high | id empty",
        "SIT-01,siting,公安机关,甲,某法 第一条,veto,high | id twice",
        "T-1,siting,公安机关,,某法 第一条,veto,high | ground_zh empty",
        "T-1,siting,公安机关,甲,,veto,recalled | legal_basis noBasis",
        "T-1,siting,公安机关,甲,某法 第一条,deny,high | kind noneOf",
        "T-1,siting,公安机关,甲,某法 第一条,veto,sure | confidence noneOf",
        "T-1,siting,公安机关,甲,某法 第一条,veto | - columns",
      })
  void a_ground(String row, String fault) {
    added(GroundRegister.FILE, row, fault);
  }

  /** Columns: document_zh, day, source, confidence. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "某个目录,filing,某文,high | document_zh noDocument",
        ",filing,某文,high | document_zh empty",
        "*,filing,某文,high | document_zh twice",
        "钢铁行业规范条件(2012年版),filing,某文,high | document_zh oneEditionOnly",
        "产业结构调整指导目录,today,某文,high | day noneOf",
        "产业结构调整指导目录,filing,,high | source empty",
        "产业结构调整指导目录,filing,某文,seen | confidence noneOf",
      })
  void a_transition(String row, String fault) {
    added(TransitionTable.FILE, row, fault);
  }

  @Test
  void transitions_need_a_day_for_what_no_row_names() {
    var header = "document_zh,day,source,confidence\n";
    assertThat(faults(TransitionTable.FILE, header + "产业结构调整指导目录,filing,某文,high\n"))
        .containsExactly("0  noDefault");
    assertThat(faults(TransitionTable.FILE, header + "*,filing,某文,unknown\n"))
        .containsExactly("2 confidence defaultUnknown");
    assertThat(faults(TransitionTable.FILE, header + "*,decision,某文,recalled\n钢铁,filing,某文,high\n"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"应急部门, 应急管理部门(原安监)", "公安局, 公安机关", "生态环境局, 生态环境部门"})
  void a_department_that_nobody_knows_is_told_with_the_nearest_name(String name, String nearest) {
    var wording =
        PoliciesOf.text(GroundRegister.FILE) + "T-1,siting," + name + ",甲,某法 第一条,veto,high\n";
    assertThat(files.faults(GroundRegister.FILE, wording))
        .singleElement()
        .satisfies(f -> assertThat(f.arguments()).containsExactly(name, nearest));
  }

  /**
   * Columns: id, matter, name_zh, name_en, required, condition, condition_zh, condition_en,
   * legal_basis, confidence.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eia-report,joint-pre-approval,甲,A,yes,,,,某法,high | id twice",
        "A 1,joint-pre-approval,甲,A,yes,,,,某法,high | id notAnId",
        "a-1,joint,甲,A,yes,,,,某法,high | matter noneOf",
        "a-1,joint-pre-approval,,A,yes,,,,某法,high | name_zh empty",
        "a-1,joint-pre-approval,甲,A,always,,,,某法,high | required noneOf",
        "a-1,joint-pre-approval,甲,A,conditional,,,,某法,high | required conditionMisplaced",
        "a-1,joint-pre-approval,甲,A,conditional,facts.none=1,,,某法,high | condition noFact",
        "a-1,joint-pre-approval,甲,A,conditional,facts.roadWork=是,,,某法,high | condition notTruth",
        "a-1,joint-pre-approval,甲,A,perhaps,,,,某法,high | condition_zh noCondition",
        "a-1,joint-pre-approval,甲,A,yes,,,,某法,sure | confidence noneOf",
      })
  void a_material(String row, String fault) {
    added(MaterialTable.FILE, row, fault);
  }

  /**
   * Columns: id, process, step_zh, days, unit, starts_at_zh, extends, granted_by, legal_basis,
   * confidence.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TL-GL-01,p,step,5,working_day,受理,,,法,high | id twice",
        "B,p,step,5,hour,受理,,,法,high | unit noneOf",
        "C,p,step,x,working_day,受理,,,法,high | days notAPeriod",
        "D,p,step,0,working_day,受理,,,法,high | days notAPeriod",
        "E,p,step,5,working_day,受理,,,,high | legal_basis empty",
        "F,p,step,5,working_day,受理,,,法,sure | confidence noneOf",
        "G,p,step,5,working_day,期满,TL-GL-02,mayor,法,high | granted_by noneOf",
        "H,p,step,5,working_day,期满,Z,department_head,法,high | extends extendsNothing",
        "I,p,,5,working_day,受理,,,法,high | step_zh empty",
        "J,p,step,5,working_day,期满,TL-GL-02,,法,high | granted_by extensionHalf",
        "K,p,step,1,month,期满,TL-GL-02,department_head,法,high | unit extendsOtherUnit",
      })
  void a_time_limit(String row, String fault) {
    added(LimitTable.FILE, row, fault);
  }

  @ParameterizedTest
  @CsvSource({
    "TL-GL-01, rowNeeded.ACCEPTANCE",
    "TL-GL-04, rowNeeded.WHOLE",
    "TL-GL-07, rowNeeded.DELIVERY",
    "TL-GL-08, rowNeeded.EXPERTS",
    "TL-GL-09, rowNeeded.HEARING_REQUEST",
    "TL-GL-10, rowNeeded.HEARING",
    "TL-JP-14, rowNeeded.REVIEW"
  })
  void a_time_limit_that_a_matter_runs_by_can_not_be_removed(String id, String fault) {
    var without = PoliciesOf.without(LimitTable.FILE, id);
    assertThat(files.faults(LimitTable.FILE, without))
        .filteredOn(f -> f.code().equals(fault))
        .singleElement()
        .satisfies(f -> assertThat(f.arguments()).containsExactly(id, "联合预审"));
  }

  @ParameterizedTest
  @CsvSource({"',5,working_day,', ',,working_day,', days", "',high', ',unknown', confidence"})
  void a_time_limit_that_a_matter_runs_by_has_to_run(String was, String now, String column) {
    var line =
        PoliciesOf.text(LimitTable.FILE)
            .lines()
            .filter(l -> l.startsWith("TL-JP-14,"))
            .findFirst()
            .orElseThrow();
    var wording = PoliciesOf.text(LimitTable.FILE).replace(line, line.replace(was, now));
    assertThat(faults(LimitTable.FILE, wording))
        .singleElement()
        .satisfies(fault -> assertThat(fault).endsWith(column + " mustRun"));
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    var wording =
        PoliciesOf.without(LimitTable.FILE, "TL-JP-14")
            + "B,p,step,5,hour,受理,,,法,high\nC,p,step,x,working_day,受理,,,法,sure\n";
    assertThat(faults(LimitTable.FILE, wording)).hasSize(4);
  }

  /** What is replaced in the shipped table, by what, and where the fault is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<text>\"fgw\"</text> | <text>\"fgj\"</text> | department noDepartment",
        "<text>\"fgw\"</text> | <text>\"lhsp\"</text> | department noDepartment",
        "<text>\"fgw\"</text> | <text>\"\"</text> | department empty",
        "<text>\"yes\"</text> | <text>\"ja\"</text> | flood noneOf",
        "<text>\"hazchem\" | <text>\"hazchemical\" | sector noneOf",
        "\"facts.roadWork; | \"facts.roadWorks; | reads noPath",
        "<text>\"River\"</text> | <text>\"Road\"</text> | rule twice",
        "<rule id=\"Rule_Road\"> | <rule> | id dmnRuleId",
        "<text>\"yes\",\"unknown\"</text> | <text>matches(joint)</text> | joint dmnCell",
        "<text>\"Road\"</text> | <text>upper(\"road\")</text> | rule dmnOutput",
      })
  void a_rule_of_the_routing_table(String was, String now, String fault) {
    var shipped = PoliciesOf.text(RoutingFile.FILE);
    assertThat(faults(RoutingFile.FILE, shipped)).isEmpty();
    int at = shipped.indexOf(was);
    var spoilt = shipped.substring(0, at) + now + shipped.substring(at + was.length());
    var line = shipped.substring(0, at).lines().count();
    assertThat(files.faults(RoutingFile.FILE, spoilt))
        .anySatisfy(
            f -> {
              assertThat(said(f)).isNotBlank();
              assertThat(f.line()).isEqualTo((int) line);
              assertThat(f.code()).isEqualTo(fault.split(" ")[1]);
            })
        .hasSizeLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "</definitions> | </definition> | dmnNotXml",
        "<definitions | <!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><definitions | dmnDoctype",
        "decision id=\"department-routing\" | decision id=\"routing\" | dmnDecision",
        "hitPolicy=\"COLLECT\" | hitPolicy=\"FIRST\" | dmnHitPolicy",
        "<text>river</text> | <text>rivers</text> | dmnInputs",
        "name=\"source\" | name=\"sources\" | dmnOutputs",
        "<decisionTable | <decisionTable colour=\"red\" | dmnInvalid",
        "<text>river</text> | <text>river + 1</text> | dmnInput",
      })
  void a_routing_table_as_a_whole(String was, String now, String code) {
    var shipped = PoliciesOf.text(RoutingFile.FILE);
    assertThat(shipped).contains(was);
    assertThat(faults(RoutingFile.FILE, shipped.replace(was, now)))
        .anySatisfy(fault -> assertThat(fault).endsWith(" " + code));
  }
}
