package org.zhunru.web;

import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;

/** Refusals in words, for pages and for the fields of a form. */
@Component
public class RefusalWords {
  private final Words words;

  RefusalWords(Words words) {
    this.words = words;
  }

  /** What is wrong. */
  public String text(Refusal refusal) {
    return words.say("refusal." + refusal.code(), refusal.arguments().toArray());
  }

  /** How to mend it; empty if nobody wrote it down. */
  public String mend(Refusal refusal) {
    var key = "refusal." + refusal.code() + ".mend";
    return words.has(key) ? words.say(key, refusal.arguments().toArray()) : "";
  }

  /** Both, at the field the refusal names; at the form as a whole if it names none. */
  public FieldError at(Refusal refusal) {
    var field = refusal.field();
    var mend = mend(refusal);
    return new FieldError(
        field == null ? "" : field,
        mend.isEmpty() ? text(refusal) : words.say("web.refusal.join", text(refusal), mend));
  }
}
