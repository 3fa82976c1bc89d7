package org.zhunru.workflow;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** The short list of beans that models may name, looked up when a model calls one. */
@Component
class VisibleBeans extends AbstractMap<Object, Object> {

  private final ApplicationContext context;
  private final Set<String> names;

  VisibleBeans(ApplicationContext context) {
    this.context = context;
    this.names =
        Set.copyOf(Arrays.asList(context.getBeanNamesForAnnotation(VisibleToModels.class)));
  }

  Set<String> names() {
    return names;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return name instanceof String && names.contains(name);
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    return containsKey(name) ? context.getBean((String) name) : null;
  }

  /** Names alone; a bean is looked up when it is called, since it may not be made yet. */
  @Override
  public Set<Map.Entry<Object, Object>> entrySet() {
    return names.stream()
        .map(name -> Map.<Object, Object>entry(name, name))
        .collect(Collectors.toUnmodifiableSet());
  }
}
