@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.spoilt.modules.left;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
