package org.zhunru.supervision;

import java.util.Collection;
import java.util.Map;

/** Who did the tasks of a process, or holds them now. */
@FunctionalInterface
public interface StepNames {

  /**
   * @param taskRefs the engine's tasks
   * @return names by task; tasks without anybody are missing
   */
  Map<String, String> who(Collection<String> taskRefs);
}
