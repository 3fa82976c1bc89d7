/** The embedded server in good days and bad. */
@NullMarked
package org.zhunru.common.postgres;

import org.jspecify.annotations.NullMarked;
