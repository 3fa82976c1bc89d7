package org.zhunru.notices;

/** A way out of the program. */
public interface Channel {

  /** Which. */
  enum Name {
    MAIL,
    SMS
  }

  Name name();

  /** Whether it has been set up, so that something can go out. */
  boolean ready();

  /**
   * Hands it over to whoever carries it. May be called again for the same message.
   *
   * @throws Fault if it was not taken
   */
  void send(Outgoing message) throws Fault;

  /** It was not taken. */
  final class Fault extends Exception {

    /** What to do now. */
    public enum Then {
      /** Nobody is there: nothing else need be tried now. */
      NOBODY_THERE,
      /** This one was not taken now. */
      LATER,
      /** This one will never be taken. */
      NEVER
    }

    private final Then then;

    public Fault(Then then, String reason) {
      super(reason);
      this.then = then;
    }

    Then then() {
      return then;
    }
  }
}
