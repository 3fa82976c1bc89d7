package org.zhunru.inbox;

/**
 * What work is about, as lists show it.
 *
 * @param matter id of the matter
 * @param number acceptance number
 */
public record Subject(String matter, String number, String projectName, String applicantName) {}
