/** What benchmarks share. */
@NullMarked
package org.zhunru.bench;

import org.jspecify.annotations.NullMarked;
