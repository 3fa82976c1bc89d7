package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.Actors;
import org.zhunru.identity.DemoPeople;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.FormBinding;
import org.zhunru.intake.FormPath;
import org.zhunru.intake.Projects;

/** A large works has hundreds of substances; all of them fit into one form. */
@IntegrationTest
class LongFormTest {
  private static final Pattern HIDDEN =
      Pattern.compile("name=\"(_revision|_once)\" value=\"([^\"]*)\"");

  @Autowired Actors actors;
  @Autowired Projects projects;
  @Autowired Cases cases;
  @Autowired Drafts drafts;
  @LocalServerPort int port;

  @Test
  void three_hundred_substances_are_typed_and_kept() {
    var applicant = actors.byUsername("demo-applicant");
    var project =
        projects.create(
            applicant,
            applicant.enterprises().iterator().next(),
            "大型化工项目" + UUID.randomUUID().toString().substring(0, 4),
            null,
            "230903");
    var id = cases.open(applicant, project.id(), "joint-pre-approval").id();
    var visitor = Visitor.signedIn(port, "demo-applicant", DemoPeople.PASSWORD);
    var address = "/cases/" + id + "/edit/substances";

    var saved = visitor.post(address, substances(visitor.get(address).body(), 300));

    assertThat(saved.statusCode()).isIn(200, 302);
    var facts = FormBinding.tree(drafts.of(applicant, id).facts());
    for (int i : new int[] {0, 150, 299}) {
      assertThat(FormPath.get(facts, "units[0].substances[" + i + "].name"))
          .as("row " + i)
          .hasToString("\"物质" + i + "\"");
    }
    var page = visitor.get(address);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("units[0].substances[299].name");
    assertThat(visitor.get("/cases/" + id + "/check").statusCode()).isEqualTo(200);

    var tooMany = visitor.post(address, substances(page.body(), 8000));

    assertThat(tooMany.statusCode()).isEqualTo(400);
    assertThat(tooMany.body()).contains("四万项");
    assertThat(FormBinding.tree(drafts.of(applicant, id).facts())).isEqualTo(facts);
  }

  private static String[] substances(String page, int many) {
    var sent = new ArrayList<>(List.of("_do", "save", "units[0].name", "罐区"));
    var hidden = HIDDEN.matcher(page);
    while (hidden.find()) {
      sent.addAll(List.of(hidden.group(1), hidden.group(2)));
    }
    for (int i = 0; i < many; i++) {
      var row = "units[0].substances[" + i + "].";
      sent.addAll(List.of(row + "name", "物质" + i, row + "cas", "", row + "form", ""));
      sent.addAll(List.of(row + "quantityTonnes", "1", row + "links", "production"));
      sent.addAll(List.of(row + "links", "storage"));
    }
    return sent.toArray(String[]::new);
  }
}
