package org.zhunru.intake;

/** A project that lacks nothing to be filed: a chlorine store with chlorination. */
public final class CompleteFacts {
  private CompleteFacts() {}

  /** Its facts as JSON. */
  public static String named(String name, String purpose) {
    return """
        {"name":"%s","sector":"hazchem","kind":"new","regionCode":"230903","address":"桃山区化工路1号",
         "investmentYuan":120000000,"purpose":"%s",
         "contact":{"name":"李四","phone":"0464-8260000"},
         "applicant":{"name":"七台河示例化工有限公司（演示）","creditCode":"91230900MA1DEM015B"},
         "processes":["氯化工艺"],
         "siting":{"inChemicalPark":true},
         "units":[{"name":"液氯罐区","unitType":"storage","exposedPeople":60,
           "substances":[{"name":"液氯","cas":"7782-50-5","quantityTonnes":120}]}]}
        """
        .formatted(name, purpose);
  }
}
