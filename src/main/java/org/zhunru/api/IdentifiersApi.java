package org.zhunru.api;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.CasNumber;
import org.zhunru.common.CreditCode;
import org.zhunru.common.ProjectCode;
import org.zhunru.common.Refusal;
import org.zhunru.common.ResidentId;
import org.zhunru.web.Words;

/** Whether an identifier is right, and if not, why. */
@RestController
class IdentifiersApi {
  private final Words words;
  private final Clock clock;

  IdentifiersApi(Words words, Clock clock) {
    this.words = words;
    this.clock = clock;
  }

  record Question(@Nullable String kind, @Nullable String value) {}

  /**
   * @param reason what is wrong, in words; null if nothing
   * @param code stable code of what is wrong; null if nothing
   */
  record Answer(boolean valid, @Nullable String reason, @Nullable String code) {}

  @PostMapping("/api/v1/identifiers/validate")
  Answer validate(@RequestBody Question question) {
    var kind = Body.required(question.kind(), "kind");
    var value = question.value();
    if (value == null) {
      throw Refusal.invalid("api.valueMissing", "value", "value");
    }
    return fault(kind, value)
        .map(
            wrong ->
                new Answer(
                    false,
                    words.say("refusal." + wrong.code(), wrong.arguments().toArray()),
                    wrong.code()))
        .orElseGet(() -> new Answer(true, null, null));
  }

  private Optional<Refusal> fault(String kind, String value) {
    return switch (kind) {
      case "resident-id" -> ResidentId.validate(value, LocalDate.now(clock));
      case "credit-code" -> CreditCode.validate(value);
      case "project-code" -> ProjectCode.validate(value);
      case "cas" -> CasNumber.validate(value);
      default -> throw Refusal.invalid("api.kindUnknown", "kind", kind);
    };
  }
}
