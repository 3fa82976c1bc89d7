package org.zhunru.web;

import freemarker.template.SimpleHash;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.web.servlet.view.freemarker.FreeMarkerView;

/**
 * A page: its template gets {@code shell} (see {@link Shell}), and nothing is sent before all of it
 * is written, so that a fault gives an error page and never half a page.
 */
public class PageView extends FreeMarkerView {
  private static final int TYPICAL_PAGE = 32_768;

  /** In bytes; larger ones go out in pieces. */
  private static final int LARGE_PAGE = 131_072;

  @Override
  protected void exposeHelpers(Map<String, Object> model, HttpServletRequest request) {
    model.put("shell", obtainApplicationContext().getBean(Shells.class).of(request));
  }

  @Override
  protected void processTemplate(Template template, SimpleHash model, HttpServletResponse response)
      throws IOException, TemplateException {
    var page = new Text();
    template.process(model, page);
    var bytes = page.written.toString().getBytes(StandardCharsets.UTF_8);
    // Sent in one piece: the session is read once more for what goes out before it is kept.
    response.setBufferSize(Math.min(LARGE_PAGE, bytes.length + 1));
    response.getOutputStream().write(bytes);
  }

  /** What a string writer does, without a lock for every piece of the page. */
  private static final class Text extends Writer {
    private final StringBuilder written = new StringBuilder(TYPICAL_PAGE);

    @Override
    public void write(int character) {
      written.append((char) character);
    }

    @Override
    public void write(String text) {
      written.append(text);
    }

    @Override
    public void write(String text, int from, int length) {
      written.append(text, from, from + length);
    }

    @Override
    public void write(char[] text, int from, int length) {
      written.append(text, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
