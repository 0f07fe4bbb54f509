package io.github.simloss.backend.support;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.RefreshableLoss;
import io.github.simloss.similarity.NeighbourSearch;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where a loss in a network of a user's own comes from: made already, or made from vectors and
 * refreshed while they are trained.
 *
 * @param loss gives the loss that is computed now
 * @since 0.1.0
 */
public record LossSource(Supplier<ReconstructionLoss> loss) {

  /** A loss made already. */
  public static LossSource of(ReconstructionLoss loss) {
    return new LossSource(() -> loss);
  }

  /** A loss that is refreshed, here or where it was made. */
  public static LossSource of(RefreshableLoss loss) {
    return new LossSource(loss);
  }

  /**
   * A loss by name and options.
   *
   * @param spec name and options
   * @param vectors one of each of the V words, in the order of their ids
   * @param oneHotIds words that are never softened
   * @param search finds neighbours
   * @throws io.github.simloss.SimlossException if name or an option is unknown or out of range
   */
  public static LossSource of(
      LossSpec spec, UnitVectors vectors, Set<Integer> oneHotIds, NeighbourSearch search) {
    return of(new RefreshableLoss(spec, new LossContext(vectors, oneHotIds, search), 1));
  }

  /** The loss that is computed now. */
  public ReconstructionLoss get() {
    return loss.get();
  }

  /** What the loss is called in a network, for instance {@code SimilarityLoss(soft-label)}. */
  public String name() {
    return "SimilarityLoss(" + get().name() + ")";
  }

  /**
   * Makes the similarities again, from vectors that were trained since.
   *
   * @param vectors of the same V words
   * @throws IllegalStateException if this was made from a finished loss
   * @throws IllegalArgumentException if they are of another number of words, naming both
   */
  public void refresh(UnitVectors vectors) {
    if (!(loss instanceof RefreshableLoss refreshable)) {
      throw new IllegalStateException(
          name()
              + " was not made from vectors and cannot be refreshed: build it from a LossSpec and"
              + " vectors, or from a RefreshableLoss");
    }
    refreshable.refresh(vectors);
  }
}
