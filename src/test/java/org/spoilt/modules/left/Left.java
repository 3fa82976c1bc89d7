package org.spoilt.modules.left;

import org.spoilt.modules.right.Right;

public record Left(Right notAllowed) {}
