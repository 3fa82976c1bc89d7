/**
 * Code that breaks every rule once, so that ModuleRulesTest can show that the rules bite. Outside
 * of org.zhunru, where nothing scans for it. This package itself is null-marked; its neighbour
 * {@code org.spoilt.unmarked} is not.
 */
@NullMarked
package org.spoilt;

import org.jspecify.annotations.NullMarked;
