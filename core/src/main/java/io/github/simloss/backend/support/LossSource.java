package io.github.simloss.backend.support;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.RefreshableLoss;
import io.github.simloss.similarity.NeighbourSearch;
import java.util.Optional;
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
   * A loss that was made from vectors elsewhere, and comes without them: refreshed, it is made as
   * it was there.
   *
   * @param loss what was made
   * @param recipe how
   * @param search finds neighbours
   */
  public static LossSource restored(
      ReconstructionLoss loss, Recipe recipe, NeighbourSearch search) {
    return new LossSource(new Restored(loss, recipe, search));
  }

  /**
   * How a loss is made from vectors.
   *
   * @param spec name and options
   * @param oneHotIds words that are never softened
   * @param excludedIds words that count as similar to none but themselves
   */
  public record Recipe(LossSpec spec, Set<Integer> oneHotIds, Set<Integer> excludedIds) {
    /** Copies the ids. */
    public Recipe {
      oneHotIds = Set.copyOf(oneHotIds);
      excludedIds = Set.copyOf(excludedIds);
    }
  }

  /** Of which only the loss of today is kept, not what it was made from. */
  private static final class Restored implements Supplier<ReconstructionLoss> {
    private final Recipe recipe;
    private final NeighbourSearch search;
    private volatile ReconstructionLoss current;

    Restored(ReconstructionLoss loss, Recipe recipe, NeighbourSearch search) {
      this.current = loss;
      this.recipe = recipe;
      this.search = search;
    }

    @Override
    public ReconstructionLoss get() {
      return current;
    }

    void refresh(UnitVectors vectors) {
      int size = current.vocabularySize();
      if (vectors.count() != size) {
        throw new IllegalArgumentException(
            "vectors of " + vectors.count() + " words for a loss over " + size);
      }
      LossContext context =
          new LossContext(vectors, recipe.oneHotIds(), search, recipe.excludedIds(), null);
      current = Losses.discover().create(recipe.spec(), context);
    }
  }

  /**
   * How the loss is made again; empty if it is not, or not from vectors alone: similarities that
   * were given do not follow vectors.
   */
  public Optional<Recipe> recipe() {
    if (loss instanceof Restored restored) {
      return Optional.of(restored.recipe);
    }
    if (loss instanceof RefreshableLoss refreshable && refreshable.context().given() == null) {
      LossContext context = refreshable.context();
      return Optional.of(
          new Recipe(refreshable.spec(), context.oneHotIds(), context.excludedIds()));
    }
    return Optional.empty();
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
    if (loss instanceof Restored restored) {
      restored.refresh(vectors);
      return;
    }
    if (!(loss instanceof RefreshableLoss refreshable)) {
      throw new IllegalStateException(
          name()
              + " was not made from vectors and cannot be refreshed: build it from a LossSpec and"
              + " vectors, or from a RefreshableLoss");
    }
    refreshable.refresh(vectors);
  }
}
