package org.zhunru.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This bean may be named by a model, as in {@code camunda:delegateExpression="${openRound}"}.
 * Everything without this mark is invisible to expressions.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface VisibleToModels {}
