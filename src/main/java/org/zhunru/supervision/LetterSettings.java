package org.zhunru.supervision;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who supervises in this city and how it numbers its letters: the city's own choice.
 *
 * @param office as it stands on letters; the registers know no such office
 * @param number pattern of the numbers; {@code {year}} and {@code {seq}}, which begins anew each
 *     year
 */
@ConfigurationProperties("zhunru.letters")
public record LetterSettings(
    @DefaultValue("七台河市行政审批监督机构") String office, @DefaultValue("七督〔{year}〕{seq}号") String number) {

  public LetterSettings {
    if (office.isBlank() || !number.contains("{year}") || !number.contains("{seq}")) {
      throw new IllegalArgumentException(
          "zhunru.letters: no office, or a number without {year} and {seq}");
    }
  }
}
