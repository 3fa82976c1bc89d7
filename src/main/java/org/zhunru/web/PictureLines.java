package org.zhunru.web;

import freemarker.core.TemplateHTMLOutputModel;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.intake.Case;
import org.zhunru.supervision.CasePicture;
import org.zhunru.supervision.CasePictures;
import org.zhunru.supervision.Reconsideration;

/** Processes as drawn, each with the list of steps that says the same in words. */
@Component
class PictureLines {
  private static final Comparator<CasePicture.Node> AS_TOLD =
      Comparator.comparingInt((CasePicture.Node node) -> rank(node.state()))
          .thenComparing(CasePicture.Node::since, Comparator.nullsLast(Comparator.naturalOrder()));

  private final CasePictures pictures;
  private final Words words;

  PictureLines(CasePictures pictures, Words words) {
    this.pictures = pictures;
    this.words = words;
  }

  /**
   * @param steps what has been, in the order it began; then what is, what may come, and what is not
   *     needed
   */
  public record Picture(String title, TemplateHTMLOutputModel drawing, List<Step> steps) {}

  /**
   * One step, event or gateway.
   *
   * @param kind what it is; empty if it is already called that
   * @param state as in {@link CasePicture.State}; words under {@code picture.state}
   * @param who who did it or holds it, joined; may be empty
   * @param until null while it lasts
   */
  public record Step(
      String name,
      String kind,
      String state,
      String who,
      @Nullable Instant since,
      @Nullable Instant until,
      int times,
      String count) {}

  /** The whole process; empty before submission. */
  Optional<Picture> of(Case of) {
    return pictures.of(of.id().value(), LocaleContextHolder.getLocale()).map(this::lines);
  }

  /** The review inside a department; empty if it has had nothing to do. */
  Optional<Picture> of(Case of, String department) {
    return pictures
        .ofDepartment(of.id().value(), department, LocaleContextHolder.getLocale())
        .map(this::lines);
  }

  /** A reconsideration. */
  Optional<Picture> of(Reconsideration of) {
    return pictures.of(of.id(), LocaleContextHolder.getLocale()).map(this::lines);
  }

  private Picture lines(CasePicture picture) {
    return new Picture(
        picture.title(),
        Drawing.of(picture.svg()),
        picture.nodes().stream().sorted(AS_TOLD).map(this::line).toList());
  }

  private Step line(CasePicture.Node node) {
    var kind = words.say("picture.kind." + node.kind());
    return new Step(
        node.name(),
        kind.equals(node.name()) ? "" : kind,
        node.state().name(),
        String.join(words.say("picture.comma"), node.who()),
        node.since(),
        node.until(),
        node.times(),
        node.count() == null ? "" : node.count());
  }

  private static int rank(CasePicture.State state) {
    switch (state) {
      case DONE, CANCELLED:
        return 0;
      case CURRENT:
        return 1;
      case AHEAD:
        return 2;
      default:
        return 3;
    }
  }
}
