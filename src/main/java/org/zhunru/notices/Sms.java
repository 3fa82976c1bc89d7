package org.zhunru.notices;

import java.io.IOException;
import java.util.UUID;

/** Whoever carries SMS. A city that has a gateway brings a bean of this kind. */
public interface Sms {

  /** Whether it reaches telephones; the one that only writes files does not. */
  boolean real();

  /**
   * @param id the same however often it is sent
   * @param phone eleven digits
   * @param text one line
   * @throws IOException if it was not taken; it will be tried again
   */
  void send(UUID id, String phone, String text) throws IOException;
}
