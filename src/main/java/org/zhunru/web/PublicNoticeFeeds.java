package org.zhunru.web;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.WebRequest;
import org.zhunru.decision.Documents;
import org.zhunru.supervision.PublicNotice;
import org.zhunru.supervision.PublicNotices;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newest public notices as feeds: Atom (RFC 4287) and JSON Feed 1.1. What is no longer shown is
 * in neither.
 */
@Controller
class PublicNoticeFeeds {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String FEED_VERSION = "https://jsonfeed.org/version/1.1";

  private final PublicNotices notices;
  private final PublicNoticeWords said;
  private final Documents documents;
  private final Words words;
  private final JsonMapper json;

  PublicNoticeFeeds(
      PublicNotices notices,
      PublicNoticeWords said,
      Documents documents,
      Words words,
      JsonMapper json) {
    this.notices = notices;
    this.said = said;
    this.documents = documents;
    this.words = words;
    this.json = json;
  }

  @GetMapping("/notices/feed.atom")
  @Nullable ResponseEntity<byte[]> atom(WebRequest request) throws XMLStreamException {
    return answer(request, "application/atom+xml; charset=utf-8", atom(notices.newest()));
  }

  @GetMapping("/notices/feed.json")
  @Nullable ResponseEntity<byte[]> json(WebRequest request) {
    var feed = new LinkedHashMap<String, Object>();
    feed.put("version", FEED_VERSION);
    feed.put("title", words.say("announcement.title"));
    feed.put("home_page_url", root() + "/notices");
    feed.put("feed_url", root() + "/notices/feed.json");
    feed.put("language", language());
    feed.put("items", notices.newest().stream().map(this::item).toList());
    return answer(request, "application/feed+json; charset=utf-8", json.writeValueAsBytes(feed));
  }

  /** Nothing if the reader has it already; its tag tells languages apart. */
  private @Nullable ResponseEntity<byte[]> answer(WebRequest request, String type, byte[] body) {
    var tag = '"' + DigestUtils.md5DigestAsHex(body) + '"';
    var changed = notices.changedAt().toEpochMilli();
    if (request.checkNotModified(tag, changed)) {
      return null;
    }
    return ResponseEntity.ok()
        .header("Content-Type", type)
        .header("Vary", "Cookie")
        .eTag(tag)
        .lastModified(changed)
        .cacheControl(CacheControl.noCache())
        .body(body);
  }

  private Map<String, Object> item(PublicNotice notice) {
    var item = new LinkedHashMap<String, Object>();
    item.put("id", id(notice));
    item.put("url", link(notice));
    item.put("title", title(notice));
    item.put("content_text", text(notice));
    item.put("date_published", notice.publishedAt().toString());
    item.put("date_modified", notice.changedAt().toString());
    item.put("tags", List.of(said.outcome(notice)));
    return item;
  }

  private byte[] atom(List<PublicNotice> all) throws XMLStreamException {
    var out = new ByteArrayOutputStream();
    var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    xml.writeAttribute("xml:lang", language());
    element(xml, "id", root() + "/notices");
    element(xml, "title", words.say("announcement.title"));
    element(
        xml,
        "updated",
        all.stream()
            .map(PublicNotice::changedAt)
            .max(Instant::compareTo)
            .orElse(notices.changedAt())
            .toString());
    link(xml, "self", root() + "/notices/feed.atom");
    link(xml, "alternate", root() + "/notices");
    for (var notice : all) {
      xml.writeStartElement("entry");
      element(xml, "id", id(notice));
      element(xml, "title", title(notice));
      element(xml, "published", notice.publishedAt().toString());
      element(xml, "updated", notice.changedAt().toString());
      xml.writeStartElement("author");
      element(xml, "name", notice.office());
      xml.writeEndElement();
      link(xml, "alternate", link(notice));
      xml.writeEmptyElement("category");
      xml.writeAttribute("term", PublicNoticePages.name(notice.outcome()));
      xml.writeAttribute("label", said.outcome(notice));
      element(xml, "summary", text(notice));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
    return out.toByteArray();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String relation, String href)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("href", href);
  }

  /** Without what XML 1.0 can't hold, even escaped. */
  static String allowed(String text) {
    var allowed = new StringBuilder();
    text.codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || c >= 0x20 && c <= 0xD7FF
                    || c >= 0xE000 && c <= 0xFFFD
                    || c >= 0x10000)
        .forEach(allowed::appendCodePoint);
    return allowed.toString();
  }

  private String title(PublicNotice notice) {
    return words.say(
        notice.annulled() ? "announcement.feed.annulled" : "announcement.feed.item",
        said.outcome(notice),
        notice.project(),
        notice.number());
  }

  private String text(PublicNotice notice) {
    var card = said.card(notice);
    var lines = new ArrayList<String>();
    lines.add(fact("announcement.enterprise", notice.enterprise() + " " + notice.creditCode()));
    if (!card.region().isEmpty()) {
      lines.add(fact("announcement.region", card.region()));
    }
    lines.add(fact("announcement.office", notice.office()));
    lines.add(fact("announcement.decidedOn", notice.decidedOn().toString()));
    for (var ground : notice.grounds()) {
      lines.add(
          fact(
              "announcement.ground",
              words.say(
                  "announcement.ground.line", ground.department(), ground.text(), ground.basis())));
    }
    lines.add(fact("announcement.words", notice.words()));
    card.remarks().forEach(r -> lines.add(words.say("announcement.fact", r.kind(), r.text())));
    return String.join("\n", lines);
  }

  private String fact(String key, String value) {
    return words.say("announcement.fact", words.say(key), value);
  }

  private static String id(PublicNotice notice) {
    return "urn:uuid:" + notice.id();
  }

  private String link(PublicNotice notice) {
    return root() + "/notices/" + notice.id();
  }

  private String root() {
    return documents.publicRoot();
  }

  private static String language() {
    return LocaleContextHolder.getLocale().getLanguage().equals("en") ? "en" : "zh-CN";
  }
}
