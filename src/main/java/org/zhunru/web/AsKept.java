package org.zhunru.web;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;

/**
 * What is kept, for the page that comes back with a refusal. An act of several steps may have done
 * the first of them; that is undone, but only once the whole request is over ({@link OnlyOnce}).
 */
@Component
class AsKept {
  private final TransactionTemplate together;
  private final TransactionTemplate apart;

  AsKept(PlatformTransactionManager transactions) {
    together = new TransactionTemplate(transactions);
    apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    apart.setReadOnly(true);
  }

  /** What is read as if the request had done nothing; it must not lock or write. */
  private <T> T read(Supplier<T> page) {
    return Objects.requireNonNull(apart.execute(status -> page.get()));
  }

  /**
   * Does all of an act or nothing. What was refused comes back as a page of what is kept; who may
   * not do it, or asks for what isn't there, is told so.
   *
   * @param done where to go on
   * @param again the page with what is wrong; it must not lock or write
   */
  Object tried(Runnable act, String done, Function<List<Refusal>, ModelAndView> again) {
    List<Refusal> refused;
    try {
      together.executeWithoutResult(status -> act.run());
      return "redirect:" + done;
    } catch (Refusals several) {
      refused = several.all();
    } catch (Refusal one) {
      if (one.kind() == Refusal.Kind.FORBIDDEN || one.kind() == Refusal.Kind.UNKNOWN) {
        throw one;
      }
      refused = List.of(one);
    }
    var all = refused;
    return read(() -> again.apply(all));
  }
}
