package io.github.simloss.backend.host;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Work space that threads borrow and give back, so that a step of training makes none: as many are
 * kept as were ever in use at once, for as long as their owner lives. Safe for use by several
 * threads.
 *
 * @param <T> what is borrowed; it holds nothing that the next one relies on
 * @since 0.1.0
 */
public final class WorkSpaces<T> {
  private final Supplier<T> maker;
  private final Queue<T> free = new ConcurrentLinkedQueue<>();

  /**
   * None at first.
   *
   * @param maker makes one where none is free
   */
  public WorkSpaces(Supplier<T> maker) {
    this.maker = maker;
  }

  /** Lends one for as long as {@code action} takes. One whose action fails is not lent again. */
  public void lend(Consumer<T> action) {
    T one = free.poll();
    if (one == null) {
      one = maker.get();
    }
    action.accept(one);
    free.add(one);
  }
}
