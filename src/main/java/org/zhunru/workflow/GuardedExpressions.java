package org.zhunru.workflow;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;
import org.springframework.context.ApplicationContext;

/**
 * The one door every expression passes on its way to evaluation, wherever it came from: models,
 * queries (also inside {@code or()}, CVE-2026-109432), forms, timers.
 */
class GuardedExpressions extends SpringExpressionManager {

  GuardedExpressions(ApplicationContext context, VisibleBeans visible) {
    super(context, visible);
  }

  @Override
  public Expression createExpression(String expression) {
    return super.createExpression(allowed(expression));
  }

  @Override
  public ValueExpression createValueExpression(String expression) {
    return super.createValueExpression(allowed(expression));
  }

  private static String allowed(String expression) {
    if (!AllowedExpressions.allow(expression.strip())) {
      throw new ProcessEngineException("expression outside of the short list: " + expression);
    }
    return expression;
  }
}
