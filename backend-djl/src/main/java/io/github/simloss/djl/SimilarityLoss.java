package io.github.simloss.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.training.loss.Loss;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.support.LossSource;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.loss.AutogradLoss;
import io.github.simloss.djl.internal.loss.LabelIds;
import io.github.simloss.djl.internal.runtime.NativeEnvironment;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.RefreshableLoss;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any loss of this library as a loss of DJL, for models on its PyTorch engine:
 *
 * <pre>
 * SimilarityLoss loss =
 *     SimilarityLoss.builder(LossSpec.of("soft-label").with("neighbours", 5), vectors)
 *         .paddingId(3)
 *         .build();
 * new DefaultTrainingConfig(loss).optOptimizer(...)
 * </pre>
 *
 * <p><b>Inputs.</b> One array of logits, (B, T, V) or (M, V), not passed through softmax, and one
 * of ids, (B, T) or (M), a trailing dimension of 1 allowed, whole numbers of any type. Where the id
 * is the padding id a position costs nothing and has no gradient, whatever its logits.
 *
 * <p><b>Output.</b> A scalar reduced as the {@link ReconstructionLoss} says, on the device of the
 * logits, through which autograd goes back; positions that are all padded give 0. Computed in
 * double precision where the logits are double, else in single.
 *
 * <p>Tables (V x N weights, or V x d vectors; V x V only within a budget, see {@link DjlBackend})
 * are kept on each device used, until {@link #close}. Threads take turns. Safe for use by several
 * threads, one of which computes at a time.
 *
 * @since 0.1.0
 */
public final class SimilarityLoss extends Loss implements AutoCloseable {
  private final LossSource source;
  private final @Nullable Integer paddingId;
  private final Map<Device, Tables> tables = new HashMap<>();

  /** What a device holds of a loss. */
  private record Tables(ReconstructionLoss loss, NDManager manager, AutogradLoss kernel) {}

  private SimilarityLoss(String name, LossSource source, @Nullable Integer paddingId) {
    super(name);
    NativeEnvironment.prepare();
    this.source = source;
    this.paddingId = paddingId;
  }

  /**
   * Builds from a loss's name and options; neighbours are found on this engine's CPU. {@link
   * #refresh} makes it again from other vectors.
   *
   * @param spec name and options
   * @param vectors one of each of the V words, in the order of their ids
   * @throws io.github.simloss.SimlossException if name or an option is unknown or out of range
   */
  public static Builder builder(LossSpec spec, UnitVectors vectors) {
    return builder(spec, vectors, Set.of());
  }

  /**
   * The same with words that stay one-hot.
   *
   * @param spec name and options
   * @param vectors one of each of the V words, in the order of their ids
   * @param oneHotIds words that are never softened: stop words and special tokens
   */
  public static Builder builder(LossSpec spec, UnitVectors vectors, Set<Integer> oneHotIds) {
    io.github.simloss.backend.Engine engine = new DjlBackend().open(EngineConfig.CPU);
    return new Builder(LossSource.of(spec, vectors, oneHotIds, engine::neighbours));
  }

  /** Builds from a loss that is refreshed, here or where it was made. */
  public static Builder builder(RefreshableLoss loss) {
    return new Builder(LossSource.of(loss));
  }

  /** Builds from a loss made already; its tables go to each device at its first use. */
  public static Builder builder(ReconstructionLoss loss) {
    return new Builder(LossSource.of(loss));
  }

  /** A loss as it is, without a padding id. */
  public static SimilarityLoss of(ReconstructionLoss loss) {
    return builder(loss).build();
  }

  /** Settles what is optional. */
  public static final class Builder {
    private final LossSource source;
    private @Nullable Integer paddingId;

    private Builder(LossSource source) {
      this.source = source;
    }

    /**
     * Labels of this id cost nothing; none by default.
     *
     * @param id any number, also outside [0, V)
     */
    public Builder paddingId(int id) {
      this.paddingId = id;
      return this;
    }

    /** The loss. */
    public SimilarityLoss build() {
      return new SimilarityLoss(source.name(), source, paddingId);
    }
  }

  /** The loss that is computed now; another object after {@link #refresh}. */
  public ReconstructionLoss loss() {
    return source.get();
  }

  /** The id whose positions cost nothing, or {@code null}. */
  public @Nullable Integer paddingId() {
    return paddingId;
  }

  /**
   * Makes the similarities again, from vectors that were trained since.
   *
   * @param vectors of the same V words
   * @throws IllegalStateException if this was made from a finished loss
   * @throws IllegalArgumentException if they are of another number of words, naming both
   */
  public void refresh(UnitVectors vectors) {
    source.refresh(vectors);
  }

  /**
   * The loss of a batch.
   *
   * @param labels one array of ids
   * @param predictions one array of logits, on PyTorch
   * @throws IllegalArgumentException if shapes disagree, the logits' width is not V, or an id is
   *     outside [0, V), naming both numbers
   */
  @Override
  public synchronized NDArray evaluate(NDList labels, NDList predictions) {
    NDArray given = predictions.singletonOrThrow();
    if (!(given instanceof PtNDArray)) {
      throw new IllegalArgumentException(
          "SimilarityLoss needs DJL's PyTorch engine; these logits are of "
              + given.getManager().getEngine().getEngineName());
    }
    ReconstructionLoss loss = source.get();
    int size = loss.vocabularySize();
    Shape shape = given.getShape();
    if (shape.dimension() < 2 || shape.get(shape.dimension() - 1) != size) {
      throw new IllegalArgumentException(
          "logits of shape "
              + shape
              + " for a loss over "
              + size
              + " words: use (M, "
              + size
              + ")"
              + " or (B, T, "
              + size
              + ")");
    }
    LabelIds ids = LabelIds.read(labels.singletonOrThrow(), given.size() / size, size, paddingId);
    Tables ready = tables(loss, given.getDevice());
    try (ArrayScope scope = new ArrayScope()) {
      NDArray logits = given.reshape(-1, size);
      NDArray value = ready.kernel().sum((PtNDArray) logits, ids.targets(), ids.positions());
      double divisor = loss.reduction().divisor(ids.targets().length, ids.count());
      return scope.keep(value.div(AutogradLoss.number(Math.max(1, divisor), value)));
    }
  }

  // A refreshed loss is another object; comparing tables would cost as much as using them.
  @SuppressWarnings("ReferenceEquality")
  private Tables tables(ReconstructionLoss loss, Device device) {
    Tables there = tables.get(device);
    if (there != null && there.loss() == loss) {
      return there;
    }
    if (there != null) {
      there.manager().close();
    }
    NDManager manager = Engine.getEngine("PyTorch").newBaseManager(device);
    Tables fresh = new Tables(loss, manager, new AutogradLoss(loss, manager));
    tables.put(device, fresh);
    return fresh;
  }

  /** Frees the tables; they are made again if the loss is used again. */
  @Override
  public synchronized void close() {
    tables.values().forEach(there -> there.manager().close());
    tables.clear();
  }
}
