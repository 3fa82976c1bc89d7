package org.zhunru.identity;

/**
 * 行政区: a place with its code.
 *
 * @param code GB/T 2260 code, or a local id starting with {@code L} where none exists
 * @param name Chinese name
 * @param kind province, prefecture_city, district, county, functional_zone
 * @param parent code of the region it lies in; empty for the province
 */
public record Region(String code, String name, String kind, String parent) {}
