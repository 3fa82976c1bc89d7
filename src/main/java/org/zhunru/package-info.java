/** Zhunru 准入: joint pre-approval of high-risk projects. One package below per module. */
@NullMarked
package org.zhunru;

import org.jspecify.annotations.NullMarked;
