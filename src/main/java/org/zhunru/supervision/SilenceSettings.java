package org.zhunru.supervision;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * 超时默认, which some cities have for other matters (泰政办发〔2022〕58号): off unless somebody says
 * otherwise for a department.
 *
 * @param agrees by department, the matters in which its silence would count as agreement
 */
@ConfigurationProperties("zhunru.silence")
public record SilenceSettings(@DefaultValue Map<String, List<String>> agrees) {
  public SilenceSettings {
    agrees = Map.copyOf(agrees);
  }
}
