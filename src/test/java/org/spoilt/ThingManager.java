package org.spoilt;

class ThingManager {}
