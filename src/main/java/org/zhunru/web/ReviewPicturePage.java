package org.zhunru.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Projects;
import org.zhunru.review.DepartmentReview;
import org.zhunru.review.JointReviews;

/**
 * {@code /cases/{id}/reviews/{department}}: how a department comes to its opinion, seat by seat;
 * for officers, since applicants learn what a department says only once it has said it.
 */
@Controller
class ReviewPicturePage {
  private final Cases cases;
  private final Projects projects;
  private final JointReviews joint;
  private final PictureLines pictures;
  private final PeopleWords people;
  private final Words words;

  ReviewPicturePage(
      Cases cases,
      Projects projects,
      JointReviews joint,
      PictureLines pictures,
      PeopleWords people,
      Words words) {
    this.cases = cases;
    this.projects = projects;
    this.joint = joint;
    this.pictures = pictures;
    this.people = people;
    this.words = words;
  }

  /**
   * @param departments all that take part, this one among them
   * @param picture null if the department has had nothing to do yet
   */
  public record View(
      String id,
      String number,
      String project,
      String department,
      String state,
      List<Department> departments,
      PictureLines.@Nullable Picture picture) {}

  /** A department with its review's address. */
  public record Department(String href, String label, String state, boolean current) {}

  @GetMapping("/cases/{id}/reviews/{department}")
  ModelAndView show(Actor actor, @PathVariable String id, @PathVariable String department) {
    var of = cases.see(actor, CaseId.parse(id));
    if (!cases.seesAsOfficer(actor, of)) {
      throw Refusal.forbidden("review.officersOnly");
    }
    var review =
        joint
            .of(of.id())
            .flatMap(all -> all.of(department))
            .orElseThrow(() -> Refusal.unknown("case.noSuchReview", department));
    var page = new ModelAndView("case-review");
    page.addObject(
        "page",
        new View(
            of.id().toString(),
            Objects.toString(of.number(), ""),
            projects.byId(of.projectId()).name(),
            people.department(department),
            state(review),
            departments(of, department),
            pictures.of(of, department).orElse(null)));
    return page;
  }

  /** Every department that takes part in the review; none before it begins. */
  List<Department> departments(Case of, String current) {
    return joint.of(of.id()).stream()
        .flatMap(review -> review.departments().stream())
        .map(
            d ->
                new Department(
                    "/cases/" + of.id() + "/reviews/" + d.department(),
                    people.department(d.department()),
                    state(d),
                    d.department().equals(current)))
        .toList();
  }

  private String state(DepartmentReview review) {
    return words.say("review.state." + review.state().name());
  }
}
