package org.zhunru.web;

import org.springframework.stereotype.Component;
import org.zhunru.supervision.SupervisionLetter;
import org.zhunru.supervision.SupervisionLetters;

/** Supervision letters, a line each. */
@Component
class LetterLines {
  private final SupervisionLetters letters;
  private final PeopleWords people;
  private final Words words;

  LetterLines(SupervisionLetters letters, PeopleWords people, Words words) {
    this.letters = letters;
    this.people = people;
    this.words = words;
  }

  /**
   * @param late how the reply is late; empty if it is not
   */
  public record Line(String href, String number, String department, String state, String late) {}

  Line of(SupervisionLetter letter) {
    return new Line(
        "/letters/" + letter.id(),
        letter.number(),
        people.department(letter.department()),
        words.say("letter.state." + letter.state().name()),
        late(letter));
  }

  String late(SupervisionLetter letter) {
    return !letters.isLate(letter)
        ? ""
        : words.say(letter.repliedAt() == null ? "letter.overdue" : "letter.repliedLate");
  }
}
