package org.zhunru.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Every form there is: the files {@code forms/*.form}, read by {@link FormReader}. */
@Component
public class IntakeForms {
  private final Map<String, Form> all = new LinkedHashMap<>();

  IntakeForms(ResourcePatternResolver resources, Matters matters) {
    try {
      for (var file : resources.getResources("classpath*:forms/*.form")) {
        var form =
            FormReader.read(
                String.valueOf(file.getFilename()),
                file.getContentAsString(StandardCharsets.UTF_8));
        all.put(form.id(), form);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    for (var matter : matters.all()) {
      for (var page : matter.pages()) {
        if (page.form() != null && !all.containsKey(page.form())) {
          throw new IllegalStateException(
              matter.id() + ".yaml: there is no form forms/" + page.form() + ".form");
        }
      }
    }
  }

  /** The form of a page that has one. */
  public Form of(Matter.FormPage page) {
    var form = all.get(page.form());
    if (form == null) {
      throw new IllegalArgumentException("no form on page " + page.id());
    }
    return form;
  }

  /**
   * The page of a matter that asks for a fact.
   *
   * @param path with or without indices; {@code materials.<id>} is on the page of materials
   */
  public Optional<Matter.FormPage> pageOf(Matter matter, String path) {
    return matter.pages().stream()
        .filter(
            page ->
                page.form() == null
                    ? path.equals("materials") || path.startsWith("materials.")
                    : of(page).asksFor(path))
        .findFirst();
  }
}
