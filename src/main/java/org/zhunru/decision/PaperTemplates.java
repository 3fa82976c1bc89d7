package org.zhunru.decision;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The templates of papers, {@code policies/documents/<matter>/<kind>.ftl}: FreeMarker over {@link
 * PaperMarkup}. Templates read and never act: they see text, numbers, truth values, lists and maps,
 * and nothing that has methods. Whatever is put in is escaped, so that typed text stays text. A
 * value that a template needs and nobody gave is a fault, never an empty place in a paper.
 */
final class PaperTemplates {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 H时mm分");
  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  private final Configuration configuration;

  PaperTemplates() {
    configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setTemplateLoader(
        new ClassTemplateLoader(PaperTemplates.class.getClassLoader(), "policies/documents"));
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocale(Locale.CHINA);
    configuration.setLocalizedLookup(false);
    configuration.setOutputFormat(MarkupFormat.INSTANCE);
    configuration.setRecognizeStandardFileExtensions(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    configuration.setNumberFormat("computer");
    configuration.setBooleanFormat("c");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_35));
  }

  /**
   * The text of a paper in {@link PaperMarkup}.
   *
   * @param values text, numbers, truth values, dates, enums, records, lists, maps; others are a
   *     fault. {@link LocalDate} becomes 2026年11月23日, {@link Instant} the same with hour and
   *     minute, numbers all their digits and none superfluous. Null is as if not there.
   * @throws IllegalArgumentException if there is no such template, or a value is of no such type
   * @throws IllegalStateException if the template needs a value that is not there
   */
  String merge(String matter, String kind, Map<String, ?> values) {
    if (!matter.matches(NAME) || !kind.matches(NAME)) {
      throw new IllegalArgumentException("No name of a template: " + matter + "/" + kind);
    }
    var name = matter + "/" + kind + ".ftl";
    var text = new StringWriter();
    try {
      configuration.getTemplate(name).process(plain("values", values), text);
    } catch (TemplateNotFoundException missing) {
      throw new IllegalArgumentException("No template policies/documents/" + name, missing);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (TemplateException incomplete) {
      throw new IllegalStateException(
          "policies/documents/" + name + ": " + incomplete.getMessageWithoutStackTop(), incomplete);
    }
    return text.toString();
  }

  /** Only what has no behaviour. */
  private static @Nullable Object plain(String path, @Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      return value.toString();
    }
    if (value instanceof LocalDate day) {
      return DAY.format(day);
    }
    if (value instanceof Instant moment) {
      return MOMENT.format(moment.atZone(ZONE));
    }
    if (value instanceof OffsetDateTime moment) {
      return MOMENT.format(moment.atZoneSameInstant(ZONE));
    }
    if (value instanceof UUID || value instanceof Enum<?>) {
      return value.toString();
    }
    if (value instanceof Collection<?> list) {
      var all = new ArrayList<@Nullable Object>();
      list.forEach(each -> all.add(plain(path + "[]", each)));
      return all;
    }
    if (value instanceof Map<?, ?> map) {
      var all = new LinkedHashMap<String, @Nullable Object>();
      map.forEach((key, each) -> all.put(key.toString(), plain(path + "." + key, each)));
      return all;
    }
    if (value instanceof Record) {
      return components(path, (Record) value);
    }
    throw new IllegalArgumentException(
        "A paper cannot print " + value.getClass().getName() + " at " + path);
  }

  private static Map<String, @Nullable Object> components(String path, Record values) {
    var all = new LinkedHashMap<String, @Nullable Object>();
    for (var component : values.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        all.put(
            component.getName(), plain(path + "." + component.getName(), accessor.invoke(values)));
      } catch (IllegalAccessException | InvocationTargetException unreadable) {
        throw new IllegalArgumentException(path + "." + component.getName(), unreadable);
      }
    }
    return all;
  }

  /** Text that is {@link PaperMarkup} already. */
  static final class Markup extends CommonTemplateMarkupOutputModel<Markup> {
    private Markup(@Nullable String plain, @Nullable String markup) {
      super(plain, markup);
    }

    @Override
    public MarkupFormat getOutputFormat() {
      return MarkupFormat.INSTANCE;
    }
  }

  /** Escapes what templates put in. */
  static final class MarkupFormat extends CommonMarkupOutputFormat<Markup> {
    static final MarkupFormat INSTANCE = new MarkupFormat();

    private MarkupFormat() {}

    @Override
    public String getName() {
      return "paper";
    }

    @Override
    public String getMimeType() {
      return "text/plain";
    }

    @Override
    public void output(String text, Writer out) throws IOException {
      out.write(PaperMarkup.escape(text));
    }

    @Override
    public String escapePlainText(String text) {
      return PaperMarkup.escape(text);
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String name) {
      return false;
    }

    @Override
    protected Markup newTemplateMarkupOutputModel(@Nullable String plain, @Nullable String markup) {
      return new Markup(plain, markup);
    }
  }
}
