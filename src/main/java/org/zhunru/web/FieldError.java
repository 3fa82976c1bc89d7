package org.zhunru.web;

/**
 * What is wrong with one field of a form, as the reader is told.
 *
 * @param field the field's name in the form, such as {@code units[0].substances[1].cas}
 * @param text what is wrong and how to mend it, in the reader's language
 */
public record FieldError(String field, String text) {}
