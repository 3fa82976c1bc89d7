package org.zhunru.supervision;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How time limits are watched.
 *
 * @param nearDays with so many counted days left after today, a limit counts as near
 */
@ConfigurationProperties("zhunru.clocks")
public record ClockSettings(@DefaultValue("1") int nearDays) {}
