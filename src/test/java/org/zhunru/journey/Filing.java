package org.zhunru.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an engineer types to file a chlorination plant with a store of liquid chlorine. */
public final class Filing {
  /** The smallest PDF there is. */
  private static final byte[] PDF =
      ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
              + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
              + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
              + "trailer<</Root 1 0 R>>\n%%EOF\n")
          .getBytes(StandardCharsets.US_ASCII);

  private Filing() {}

  /** Presses one of the buttons of a draft or of the pre-check. */
  public static void act(Page page, String act) {
    Browser.click(page, "button[name=_do][value=\"" + act + "\"]:not(.hide)");
  }

  public static void type(Page page, String name, String value) {
    page.fill("[name=\"" + name + "\"]", value);
  }

  public static void choose(Page page, String name, String value) {
    page.selectOption("select[name=\"" + name + "\"]", value);
  }

  public static void tick(Page page, String name, String value) {
    page.check("input[name=\"" + name + "\"][value=\"" + value + "\"]");
  }

  /** Types everything a filing needs, from the first page, which is shown, to the materials. */
  public static void typeAll(Page page) {
    typeProject(page);
    act(page, "next");
    typeSite(page);
    act(page, "save");
    type(page, "siting.parkName", "七台河新材料产业园");
    act(page, "next");
    Browser.click(page, "text=从常用项中选入");
    act(page, "line:processes|氯化工艺");
    type(page, "capacities[0].measure", "氯代芳烃年产能");
    type(page, "capacities[0].value", "3");
    type(page, "capacities[0].unit", "万吨/年");
    for (var fact : List.of("specialEquipment", "occupationalHazard", "flammableOrExplosiveSite")) {
      tick(page, "facts." + fact, "true");
    }
    act(page, "next");
    typeChlorine(page);
    tick(page, "facts.highlyToxicOrExplosivePrecursor", "true");
    tick(page, "facts.controlledChemicals", "false");
    act(page, "next");
    type(page, "people[0].name", "赵强");
    choose(page, "people[0].post", "主要负责人");
    type(page, "people[0].residentId", "11010519491231002X");
    act(page, "next");
    assertThat(page.url()).endsWith("/edit/materials");
  }

  private static void typeProject(Page page) {
    type(page, "investmentYuan", "380000000");
    choose(page, "sector", "hazchem");
    choose(page, "kind", "new");
    choose(page, "stage", "existing");
    type(page, "address", "茄子河区化工园区一号路");
    type(page, "purpose", "新建氯化装置和液氯储存设施，生产氯代芳烃。");
    type(page, "contact.name", "王工");
    type(page, "contact.phone", "0464-8260000");
    choose(page, "facts.approvalKind", "备案");
    choose(page, "facts.eiaKind", "报告书");
  }

  private static void typeSite(Page page) {
    tick(page, "siting.inChemicalPark", "true");
    type(page, "siting.location.lon", "131.02");
    type(page, "siting.location.lat", "45.79");
    choose(page, "siting.distances[0].target", "居住区、商业中心、公园等人员密集场所");
    choose(page, "siting.distances[0].origin", "场所用地边界");
    type(page, "siting.distances[0].metres", "1250");
    for (var fact : List.of("geologicalHazardArea", "floodDetentionArea", "riverManagementArea")) {
      tick(page, "facts." + fact, "false");
    }
  }

  /** A store of 120 t of liquid chlorine within reach of 60 people: a major hazard. */
  public static void typeChlorine(Page page) {
    type(page, "units[0].name", "液氯库");
    choose(page, "units[0].unitType", "storage");
    type(page, "units[0].exposedPeople", "60");
    type(page, "units[0].substances[0].name", "液氯");
    type(page, "units[0].substances[0].cas", "7782-50-5");
    type(page, "units[0].substances[0].quantityTonnes", "120");
    tick(page, "units[0].substances[0].links", "storage");
  }

  /** Uploads a file for every material that is called missing, the page of materials shown. */
  public static void uploadMissing(Page page) {
    var missing = page.locator(".material.missing");
    for (var left = missing.count(); left > 0; left--) {
      var item = missing.first();
      item.locator("input[type=file]").setInputFiles(file("材料" + left + ".pdf"));
      Browser.click(item.locator("form.upload button[type=submit]"));
    }
    assertThat(missing.count()).isZero();
  }

  /** Fails on a line of a pre-check that names no source. */
  public static void everyLineNamesItsSource(Page page) {
    var lines = page.locator(".check-lines > li, .findings > li");
    assertThat(lines.count()).isPositive();
    for (var line : lines.all()) {
      assertThat(line.locator(".source").allTextContents())
          .as(line.textContent())
          .anyMatch(source -> !source.isBlank());
    }
  }

  public static FilePayload file(String name) {
    return new FilePayload(name, "application/pdf", PDF);
  }
}
