package org.zhunru.web;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** {@code /help/rule-to-row}: the guide of that name, as it stands beside the code. */
@Controller
class GuidePage {
  private static final List<TablesExtension> TABLES =
      List.of((TablesExtension) TablesExtension.create());

  private final View chinese = read("docs/rule-to-row.zh-CN.md", "");
  private final View english = read("docs/rule-to-row.md", "\n");

  /**
   * A guide.
   *
   * @param title its first heading
   * @param text what follows it
   */
  public record View(String title, TemplateHTMLOutputModel text) {}

  @GetMapping("/help/rule-to-row")
  ModelAndView ruleToRow(Locale language) {
    var english = Locale.ENGLISH.getLanguage().equals(language.getLanguage());
    return new ModelAndView("guide", "page", english ? this.english : chinese);
  }

  private static View read(String file, String lineEnd) {
    try {
      return view(new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8), lineEnd);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /**
   * The first heading is the page's own, and its other language is in the shell.
   *
   * @param lineEnd what the end of a line within a paragraph becomes: nothing between Chinese words
   */
  static View view(String markdown, String lineEnd) {
    var guide = Parser.builder().extensions(TABLES).build().parse(markdown);
    var heading = guide.getFirstChild();
    if (!(heading instanceof Heading first) || first.getLevel() != 1) {
      throw new IllegalArgumentException("a guide begins with its heading");
    }
    var title = TextContentRenderer.builder().build().render(first);
    var next = first.getNext();
    first.unlink();
    if (isOneLink(next)) {
      next.unlink();
    }
    try {
      return new View(title, HTMLOutputFormat.INSTANCE.fromMarkup(html(guide, lineEnd)));
    } catch (TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOneLink(Node node) {
    return node instanceof Paragraph
        && node.getFirstChild() instanceof Link
        && node.getFirstChild() == node.getLastChild();
  }

  private static String html(Node guide, String lineEnd) {
    return HtmlRenderer.builder()
        .extensions(TABLES)
        .softbreak(lineEnd)
        .escapeHtml(true)
        .sanitizeUrls(true)
        .attributeProviderFactory(context -> GuidePage::scrolled)
        .build()
        .render(guide);
  }

  /** What is wider than the page is scrolled where it stands, by keyboard too. */
  private static void scrolled(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof TableBlock
        || (tag.equals("pre")
            && (node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock))) {
      attributes.put("tabindex", "0");
    }
  }
}
