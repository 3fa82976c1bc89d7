package org.zhunru.supervision;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.zhunru.common.CannotStart;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;

/**
 * Judges {@link SilenceSettings} when the program starts. Every matter of this program decides who
 * may build or operate dangerous things, and such an approval takes a positive decision: 安全生产法
 * (2021) 第六十三条. So none can be switched on, and the program does not start until the setting is
 * gone; to pass over it in silence would leave somebody believing that it counts. A matter of
 * another kind would have to be told apart here, and a department's agreement made somewhere: there
 * is nothing that makes one.
 */
@Component
class SilencePolicy {
  @Autowired
  SilencePolicy(SilenceSettings settings, Matters matters) {
    this(settings, matters.all().stream().map(Matter::id).collect(Collectors.toSet()));
  }

  /**
   * @throws CannotStart {@code silenceMatter} for what is no matter, else {@code silenceSafety}
   */
  SilencePolicy(SilenceSettings settings, Set<String> matters) {
    settings
        .agrees()
        .forEach(
            (department, of) -> {
              for (var matter : of) {
                throw new CannotStart(
                    null,
                    matters.contains(matter) ? "silenceSafety" : "silenceMatter",
                    department,
                    matter);
              }
            });
  }
}
