package org.zhunru.web;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * An SVG picture made by this server, to stand inside a page ({@code ${page.picture}}).
 *
 * <p>The only markup a template takes over unescaped; therefore it is read before it is trusted:
 * well-formed, an {@code svg}, without script, style, handlers, foreign objects or addresses that
 * leave this server.
 */
public final class Drawing {
  private static final Set<String> REFUSED_ELEMENTS =
      Set.of("script", "style", "foreignobject", "iframe", "object", "embed", "handler", "image");

  private Drawing() {}

  /**
   * @param svg one {@code <svg>} element, without an XML declaration
   * @throws IllegalArgumentException if it is not such a picture
   */
  public static TemplateHTMLOutputModel of(String svg) {
    check(svg);
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(svg);
    } catch (TemplateModelException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void check(String svg) {
    if (!svg.startsWith("<svg")) {
      throw new IllegalArgumentException("Not an svg element");
    }
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      var reader = factory.createXMLStreamReader(new StringReader(svg));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          if (REFUSED_ELEMENTS.contains(reader.getLocalName().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("Refused in a drawing: " + reader.getLocalName());
          }
          for (int i = 0; i < reader.getAttributeCount(); i++) {
            check(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
          }
        }
      }
    } catch (XMLStreamException malformed) {
      throw new IllegalArgumentException("Not well-formed", malformed);
    }
  }

  private static void check(String name, String value) {
    var key = name.toLowerCase(Locale.ROOT);
    if (key.startsWith("on") || key.equals("style")) {
      throw new IllegalArgumentException("Refused in a drawing: " + name);
    }
    var stays = value.startsWith("#") || (value.startsWith("/") && !value.startsWith("//"));
    if (key.equals("href") && !stays) {
      throw new IllegalArgumentException("Leads away: " + value);
    }
  }
}
