package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a new wording of a register is told at its line and column, all at once. */
class RegisterFaultsTest {
  private final GovernedFiles files = new GovernedFiles();

  private List<String> faults(String file, String content) {
    return files.faults(file, content).stream()
        .peek(f -> assertThat(said(f)).isNotBlank())
        .map(f -> f.line() + " " + f.column() + " " + f.code())
        .toList();
  }

  private static String said(PolicyFault fault) {
    return ResourceBundle.getBundle("messages.policy", Locale.ENGLISH)
        .getString(fault.messageKey());
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
    var shipped = PoliciesOf.text(GroundRegister.FILE);
    assertThat(faults(GroundRegister.FILE, shipped)).isEmpty();
    var line = shipped.lines().count() + 1;
    assertThat(faults(GroundRegister.FILE, shipped + row + "\n"))
        .containsExactly(line + " " + fault.replace("- ", " "));
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
}
