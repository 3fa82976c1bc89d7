package org.zhunru.common;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the console, in both languages, why Zhunru does not start and what to do. */
class CannotStartAnalyzer extends AbstractFailureAnalyzer<CannotStart> {

  @Override
  protected FailureAnalysis analyze(Throwable root, CannotStart cause) {
    Object[] arguments = cause.arguments().toArray();
    return new FailureAnalysis(
        String.join("\n", BothLanguages.lines("start." + cause.code(), arguments)),
        String.join("\n", BothLanguages.lines("start." + cause.code() + ".mend", arguments)),
        cause);
  }
}
