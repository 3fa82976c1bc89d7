package org.spoilt.modules.right;

public class Right {}
