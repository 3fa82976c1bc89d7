package org.zhunru.calendar;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Reads the shipped calendars once; everything else in this module knows no container. */
@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {

  /**
   * {@code policies/working-days.csv} for the country, {@code policies/working-days-<region
   * code>.csv} for what a region adds.
   */
  @Bean
  WorkingCalendars workingCalendars(Clock clock, AnnouncedYears announced) throws IOException {
    Map<String, List<CalendarRow>> regional = new HashMap<>();
    for (var file :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:policies/working-days-*.csv")) {
      var name = String.valueOf(file.getFilename());
      regional.put(
          name.substring("working-days-".length(), name.length() - ".csv".length()),
          CalendarFile.regional(file.getContentAsByteArray()));
    }
    return new WorkingCalendars(
        clock.getZone(),
        CalendarFile.national(Table.ofProduct("working-days.csv")),
        regional,
        announced);
  }
}
