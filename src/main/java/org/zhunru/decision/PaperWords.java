package org.zhunru.decision;

import org.zhunru.policy.CheckResult;
import org.zhunru.review.ConditionItem;
import org.zhunru.review.OpinionKind;
import org.zhunru.review.Stage;

/** The law's own words, as papers write them. Papers are Chinese in every language of the pages. */
public final class PaperWords {
  private PaperWords() {}

  public static String of(OpinionKind kind) {
    switch (kind) {
      case AGREE:
        return "同意";
      case CONDITIONS:
        return "附条件同意";
      default:
        return "否决";
    }
  }

  public static String of(DecisionOutcome outcome) {
    switch (outcome) {
      case APPROVED:
        return "准予通过";
      case APPROVED_WITH_CONDITIONS:
        return "附条件准予通过";
      default:
        return "不予批准";
    }
  }

  public static String of(Stage stage) {
    switch (stage) {
      case DESIGN:
        return "设计审查前";
      case CONSTRUCTION:
        return "开工前";
      case TRIAL:
        return "试生产前";
      case ACCEPTANCE:
        return "竣工验收前";
      default:
        return "运行期间持续";
    }
  }

  /** The condition with its measure, as in 罐区储量（≤ 50 t）. */
  public static String of(ConditionItem condition) {
    var operator = condition.operator();
    var value = condition.value();
    return operator == null || value == null
        ? condition.text()
        : "%s（%s %s %s%s）"
            .formatted(
                condition.text(),
                condition.measure(),
                operator.sign(),
                value.stripTrailingZeros().toPlainString(),
                condition.unit() == null || condition.unit().isBlank()
                    ? ""
                    : " " + condition.unit());
  }

  /** What the check found, as in 炼铁高炉：380 立方米，限值 <= 400 立方米（文号，目录 第5项）. */
  public static String of(CheckResult.Finding finding) {
    var words = new StringBuilder(finding.message());
    var unit = finding.unit() == null ? "" : " " + finding.unit();
    if (finding.threshold() != null) {
      words.append("：");
      var value = finding.value();
      if (value != null) {
        words.append(value.contains(" ") ? value : value + unit).append("，");
      }
      words.append("限值 ").append(finding.operator()).append(' ').append(finding.threshold());
      words.append(unit);
    }
    var edition = finding.edition();
    words.append("（").append(finding.legalBasis());
    if (edition != null && !edition.catalogue().equals(finding.legalBasis())) {
      words.append("，").append(edition.catalogue());
    }
    if (finding.entryNo() != null) {
      words.append(" 第").append(finding.entryNo()).append("项");
    }
    return words.append("）").toString();
  }
}
