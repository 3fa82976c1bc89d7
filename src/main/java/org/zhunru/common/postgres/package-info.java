/** A real PostgreSQL out of the build's own artefacts, started and stopped by the application. */
@NullMarked
package org.zhunru.common.postgres;

import org.jspecify.annotations.NullMarked;
