package org.zhunru.identity;

import org.jspecify.annotations.Nullable;

/**
 * An administrative region, or a functional zone that has none of its own.
 *
 * @param code six digits of GB/T 2260; for functional zones an id of our own with a letter in it
 * @param level {@code province}, {@code city}, {@code district}, {@code county}, {@code
 *     functional_zone}, or {@code placeholder} for a code that only counts in statistics
 * @param parent code of the region around it; null for the province
 * @param national whether the code is in GB/T 2260
 */
public record Region(
    String code,
    String name,
    String nameEn,
    String level,
    @Nullable String parent,
    boolean national) {}
