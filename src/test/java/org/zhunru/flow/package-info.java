/** Cases from beginning to end, through the domain and the engine together. */
@NullMarked
package org.zhunru.flow;

import org.jspecify.annotations.NullMarked;
