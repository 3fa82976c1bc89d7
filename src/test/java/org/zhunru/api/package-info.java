@NullMarked
package org.zhunru.api;

import org.jspecify.annotations.NullMarked;
