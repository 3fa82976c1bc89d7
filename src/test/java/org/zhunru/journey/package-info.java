/** A person's way through the product, in a real browser. */
@NullMarked
package org.zhunru.journey;

import org.jspecify.annotations.NullMarked;
