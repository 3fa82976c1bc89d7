/** Tests of the whole program, and what tests share. */
@NullMarked
package org.zhunru;

import org.jspecify.annotations.NullMarked;
