package org.spoilt.unmarked;

public class Unmarked {}
