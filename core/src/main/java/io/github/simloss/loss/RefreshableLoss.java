package io.github.simloss.loss;

import io.github.simloss.embedding.UnitVectors;
import java.util.function.Supplier;

/**
 * A loss whose similarities follow vectors that are themselves being trained: it is made again from
 * the current vectors every k steps. Between two refreshes it is an ordinary loss without a
 * gradient of its own for the vectors.
 *
 * <pre>
 * RefreshableLoss live = new RefreshableLoss(LossSpec.of("soft-label"), context, 100);
 * for (...) {
 *   ... one step with live.get() ...
 *   live.afterStep(() -&gt; UnitVectors.of(embeddingWeights(), V, d));
 * }
 * </pre>
 *
 * <p>Safe for use by several threads: they may read it while one refreshes it.
 *
 * @since 0.1.0
 */
public final class RefreshableLoss implements Supplier<ReconstructionLoss> {
  private final LossSpec spec;
  private final LossContext context;
  private final int everySteps;
  private final Losses losses;
  private volatile ReconstructionLoss current;
  private long steps;

  /**
   * Makes the first loss.
   *
   * @param spec the loss's name and options
   * @param context the vocabulary with its vectors at the start
   * @param everySteps k of at least 1: after how many steps {@link #afterStep} refreshes
   * @throws io.github.simloss.SimlossException if name or an option is unknown or out of range
   */
  public RefreshableLoss(LossSpec spec, LossContext context, int everySteps) {
    if (everySteps < 1) {
      throw new IllegalArgumentException(
          "a loss refreshed every " + everySteps + " steps: use 1 or more");
    }
    this.spec = spec;
    this.context = context;
    this.everySteps = everySteps;
    this.losses = Losses.discover();
    this.current = losses.create(spec, context);
  }

  /** The loss's name and options. */
  public LossSpec spec() {
    return spec;
  }

  /** What the first loss was made from. */
  public LossContext context() {
    return context;
  }

  /** The loss of the newest vectors. */
  @Override
  public ReconstructionLoss get() {
    return current;
  }

  /**
   * Makes the loss again.
   *
   * @param vectors the current vectors of the same V words; their dimension may differ
   * @return the loss that {@link #get} gives from now on
   * @throws IllegalArgumentException if they are of another number of words, naming both
   */
  public ReconstructionLoss refresh(UnitVectors vectors) {
    int size = context.vocabularySize();
    if (vectors.count() != size) {
      throw new IllegalArgumentException(
          "vectors of " + vectors.count() + " words for a loss over " + size);
    }
    ReconstructionLoss fresh = losses.create(spec, context.with(vectors));
    current = fresh;
    return fresh;
  }

  /**
   * Counts a step, and refreshes after every k-th.
   *
   * @param vectors gives the current vectors; asked only when they are needed
   * @return whether it was refreshed
   */
  public synchronized boolean afterStep(Supplier<UnitVectors> vectors) {
    steps++;
    if (steps % everySteps != 0) {
      return false;
    }
    refresh(vectors.get());
    return true;
  }
}
