@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.spoilt.modules.right;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
