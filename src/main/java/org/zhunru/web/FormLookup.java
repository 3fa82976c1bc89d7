package org.zhunru.web;

import java.util.List;

/** What a substance may be called, as one types. */
public interface FormLookup {
  /**
   * @param text part of a name, an alias or a CAS number
   * @return the best few, best first
   */
  List<Hit> substances(String text);

  /**
   * @param name official name
   * @param cas empty if it has none
   * @param note which lists it stands in; empty if none
   */
  record Hit(String name, String cas, String note) {}
}
