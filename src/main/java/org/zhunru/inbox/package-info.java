/** Work items: who may act, on what, by when. An indexed read model. */
@ApplicationModule(allowedDependencies = {"common", "identity"})
@NullMarked
package org.zhunru.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
