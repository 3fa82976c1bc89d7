package org.zhunru.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values for every kind of paper: all a template can say, and the least it needs. */
final class PaperSamples {
  static final String MATTER = "joint-pre-approval";
  static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("receipt", "申报回执"),
          Map.entry("acceptance", "受理通知书"),
          Map.entry("correction", "补正告知书"),
          Map.entry("non-acceptance", "不予受理决定书"),
          Map.entry("opinion", "部门审查意见书"),
          Map.entry("decision-approved", "准予通过决定书"),
          Map.entry("decision-conditional", "附条件准予通过决定书"),
          Map.entry("decision-refused", "不予批准决定书"),
          Map.entry("withdrawal", "撤回申请终止办理通知书"),
          Map.entry("suspension", "期限中止告知书"),
          Map.entry("extension", "延长办理期限告知书"),
          Map.entry("reconsideration-notice", "否决复核受理告知书"),
          Map.entry("reconsideration-conclusion", "否决复核结论告知书"),
          Map.entry("supervision-letter", "督办函"));

  static final String RARE = "㐂𠮷䶮𬭩喆堃赟";

  private PaperSamples() {}

  static Map<String, Object> least(String kind) {
    var values = new LinkedHashMap<String, Object>();
    values.put("title", TITLES.get(kind));
    values.put("office", "七台河市联合审批办公室");
    values.put("date", LocalDate.of(2026, 11, 23));
    values.put("matterName", "危险化学品建设项目联合预审");
    values.put("applicant", "七台河隆泰化工有限公司");
    values.put("project", "年产3万吨液氯及下游产品项目");
    values.put("caseNumber", "2026-QTH-000123");
    switch (kind) {
      case "receipt":
        values.put("receivedAt", Instant.parse("2026-11-23T01:05:00Z"));
        values.put("dossierVersion", 1);
        break;
      case "acceptance":
        values.put("acceptedOn", LocalDate.of(2026, 11, 23));
        break;
      case "correction":
        values.put(
            "defects", List.of(Map.of("item", "安全预评价报告", "problem", "未提交", "reason", "MISSING")));
        break;
      case "non-acceptance":
        values.put("reasons", List.of(Map.of("text", "申请事项不属于本机关职权范围。")));
        break;
      case "opinion":
        values.put("office", "七台河市应急管理局");
        values.put("addressee", "七台河市联合审批办公室");
        values.put("opinion", "同意");
        values.put("dossierVersion", 2);
        break;
      case "decision-conditional":
        values.put("conditions", List.of(Map.of("text", "投产前建成全流程自动化控制系统。")));
        break;
      case "decision-refused":
        values.put(
            "reasons",
            List.of(Map.of("text", "拟建场址与学校之间的距离不符合要求。", "basis", "《危险化学品建设项目安全监督管理办法》第十三条")));
        break;
      case "withdrawal":
        values.put("withdrawnOn", LocalDate.of(2026, 11, 20));
        break;
      case "suspension":
        values.put("limitName", "统一、联合、集中办理总时限");
        values.put("limitBasis", "行政许可法 第四十二条第二款");
        values.put("cause", "专家评审");
        values.put("causeBasis", "行政许可法 第四十五条");
        values.put("reason", "需要组织专家评审。");
        values.put("suspendedFrom", LocalDate.of(2026, 11, 23));
        values.put("expectedDays", 15);
        break;
      case "extension":
        values.put("limitName", "作出许可决定");
        values.put("extensionBasis", "行政许可法 第四十二条第一款");
        values.put("days", 10);
        values.put("grantedBy", "本机关负责人");
        values.put("reason", "需要实地核查。");
        values.put("dueOn", LocalDate.of(2026, 12, 24));
        break;
      case "reconsideration-notice", "reconsideration-conclusion":
        values.put("askedAs", "申请人");
        values.put("askedOn", LocalDate.of(2026, 11, 20));
        values.put("reasons", "测距起点应为装置外缘，不是厂界。");
        values.put("department", "七台河市生态环境局");
        values.put("ground", "项目位于饮用水水源二级保护区内");
        values.put("basis", "水污染防治法(2017) 第六十六条");
        values.put("fact", "污水处理站位于保护区边界以内约 40 m。");
        if (kind.equals("reconsideration-notice")) {
          values.put("answerBy", LocalDate.of(2026, 11, 27));
          values.put("decideBy", LocalDate.of(2026, 12, 2));
        } else {
          values.put("remedy", "调整总平面布置。");
          values.put("answer", "按勘界图，该站在保护区以内。");
          values.put("decider", "七台河市应急管理局（市政府安委会办公室）");
          values.put("conclusion", "维持否决");
          values.put("conclusionReasons", "勘界图为有效图件，予以采信。");
          values.put("follows", "原否决继续有效；消除否决的办法见上。");
        }
        break;
      case "supervision-letter":
        values.put("department", "七台河市应急管理局");
        values.put("about", "监察亮灯“不予许可不说明理由”");
        values.put("demands", "一、查明原因。\n二、补充说明测距结果。");
        values.put("days", 5);
        values.put("replyBy", LocalDate.of(2026, 11, 30));
        break;
      default:
    }
    return values;
  }

  static Map<String, Object> all(String kind) {
    var values = least(kind);
    values.put("number", "七联审〔2026〕12号");
    values.put("creditCode", "91230900MA1B2C3D4E");
    values.put("projectCode", "2611-230904-04-01-123456");
    values.put("place", "黑龙江省七台河市茄子河区化工园区经三路与纬五路交口东北侧");
    values.put("contact", "王" + RARE + "，0464-8260000");
    values.put("reconsiderationAuthority", "七台河市人民政府");
    values.put("court", "七台河市桃山区人民法院");
    values.put("validUntil", LocalDate.of(2028, 11, 22));
    values.put(
        "departments",
        switch (kind) {
          case "acceptance" -> List.of("发展和改革委员会", "应急管理局", "生态环境局", "气象局");
          default ->
              List.of(
                  Map.of("name", "七台河市应急管理局", "opinion", "附条件同意"),
                  Map.of("name", "七台河市生态环境局", "opinion", "同意"),
                  Map.of("name", "七台河市气象局", "opinion", "同意"));
        });
    values.put(
        "facts",
        List.of(
            new Labelled("产品和规模", "液氯 30 000 t/a，环氧丙烷 12 000 t/a，氯化石蜡（52 型）8 000 t/a"),
            new Labelled("重点监管的危险化工工艺", "氯化工艺（Cl₂ 直接氯化）、过氧化工艺"),
            new Labelled("重大危险源", "罐区 R=62.4，二级；氯化装置 R=8.1，四级（GB 18218-2018）"),
            new Labelled("项目负责人", "李" + RARE)));
    switch (kind) {
      case "receipt":
        var materials = new ArrayList<Object>();
        for (var name : List.of("项目申请书", "安全预评价报告（附专家意见）", "选址意见书", "工艺流程图与设备布置图")) {
          materials.add(
              Map.of(
                  "name",
                  name,
                  "file",
                  "Appendix_" + (materials.size() + 1) + "-" + name + "-final(v2).pdf",
                  "sha256",
                  "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
        }
        values.put("materials", materials);
        break;
      case "acceptance":
        values.put("dossierVersion", 3);
        values.put("timeLimit", "二十个工作日");
        break;
      case "correction":
        var defects = new ArrayList<Object>();
        for (int i = 1; i <= 9; i++) {
          defects.add(
              Map.of(
                  "item",
                  "罐区 T-10" + i + " 储存物质",
                  "problem",
                  "环氧乙烷（CAS 75-21-8）的最大储存量填写为 12 t，与安全预评价报告第 4.3 节所列 120 t 不一致。",
                  "reason",
                  "DATA-07",
                  "reasonWords",
                  "前后不一致",
                  "demand",
                  "核实后统一填报，并同步修改重大危险源辨识计算表。",
                  "basis",
                  "GB 18218-2018 第4.2条",
                  "reply",
                  "经核实为 120 t，将一并修改。"));
        }
        values.put("defects", defects);
        values.put("dossierVersion", 2);
        values.put("replyBy", LocalDate.of(2026, 12, 14));
        values.put("days", 15);
        break;
      case "non-acceptance":
        values.put(
            "reasons",
            List.of(Map.of("text", "申请事项不属于本机关职权范围。", "basis", "《中华人民共和国行政许可法》第三十二条第一款第二项")));
        values.put("advice", "请向黑龙江省应急管理厅提出申请。");
        break;
      case "opinion":
        values.put("opinion", "否决");
        values.put("round", 1);
        values.put("text", "经审查，该项目选址、外部安全防护距离和周边敏感目标情况如下。\n拟建罐区东侧 320 m 为茄子河区第二小学。");
        values.put(
            "ground",
            Map.of(
                "text",
                "与周边场所、设施的距离不符合法规、标准的规定",
                "basis",
                "《危险化学品建设项目安全监督管理办法》第十三条第二项",
                "code",
                "SCR-02"));
        values.put("fact", "罐区边缘至茄子河区第二小学的实测距离为 320 m，要求不小于 500 m。");
        values.put("remedy", "调整罐区位置或者降低储存量，重新计算外部安全防护距离。");
        values.put(
            "signers",
            List.of(
                Map.of("role", "经办", "name", "张三"),
                Map.of("role", "审核", "name", "王" + RARE),
                Map.of("role", "签发", "name", "赵六", "onBehalfOf", "钱七")));
        break;
      case "decision-conditional":
        values.put(
            "conditions",
            List.of(
                Map.of(
                    "text",
                    "氯化装置设置紧急停车系统（ESD）和独立的安全仪表系统（SIS），SIL 等级不低于 SIL2。",
                    "stage",
                    "安全设施设计审查前",
                    "department",
                    "七台河市应急管理局",
                    "basis",
                    "《危险化学品建设项目安全监督管理办法》"),
                Map.of("text", "罐区防雷装置设计经气象主管机构审核合格。", "stage", "施工前"),
                Map.of("text", "事故应急池容积不小于 1 200 m³。")));
        break;
      case "decision-refused":
        values.put(
            "reasons",
            List.of(
                Map.of(
                    "text",
                    "拟建场址与周边场所、设施的距离不符合法规、标准的规定。",
                    "fact",
                    "罐区边缘至茄子河区第二小学的实测距离为 320 m，要求不小于 500 m。",
                    "basis",
                    "《危险化学品建设项目安全监督管理办法》第十三条第二项",
                    "department",
                    "七台河市应急管理局",
                    "remedy",
                    "调整罐区位置或者降低储存量，重新计算外部安全防护距离。",
                    "code",
                    "SCR-02"),
                Map.of(
                    "text",
                    "项目位于饮用水水源二级保护区内。",
                    "fact",
                    "总平面布置图显示污水处理站位于桃山水库饮用水水源二级保护区边界以内约 40 m。",
                    "basis",
                    "《中华人民共和国水污染防治法》第六十六条")));
        break;
      case "withdrawal":
        values.put("reason", "企业投资计划调整。");
        break;
      default:
    }
    return values;
  }

  /** Values may be records. */
  record Labelled(String label, String value) {}

  static PaperWriter.Proof proof(String title) {
    return new PaperWriter.Proof(
        title,
        "七联审〔2026〕12号",
        "7QKM-3ZRW-9XHP-T4VE",
        "https://zhunru.qth.gov.cn/verify/7QKM-3ZRW-9XHP-T4VE",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        Instant.parse("2026-11-23T01:05:07Z"));
  }
}
