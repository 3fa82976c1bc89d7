package org.zhunru.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How failed sign-ins are answered. After so many failures comes a wait, which doubles with each
 * further failure.
 *
 * @param accountFailures failures on one user name, from anywhere, until the first wait
 * @param addressFailures failures from one address, on any user name, until the first wait
 * @param firstWait the first wait
 * @param longestWait no wait is longer
 * @param accountMemory failures on a user name are forgotten after so long without another
 * @param addressMemory failures from an address are forgotten after so long without another
 * @param bcryptStrength two to this power are the rounds of a password's hash
 */
@ConfigurationProperties("zhunru.sign-in")
public record SignInSettings(
    @DefaultValue("5") int accountFailures,
    @DefaultValue("30") int addressFailures,
    @DefaultValue("1m") Duration firstWait,
    @DefaultValue("30m") Duration longestWait,
    @DefaultValue("24h") Duration accountMemory,
    @DefaultValue("1h") Duration addressMemory,
    @DefaultValue("12") int bcryptStrength) {

  /** How long to wait after so many failures, the first wait coming at {@code limit}. */
  Duration waitAfter(int failures, int limit) {
    if (failures < limit) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures - limit, 20);
    var wait = firstWait.multipliedBy(1L << doublings);
    return wait.compareTo(longestWait) > 0 ? longestWait : wait;
  }
}
