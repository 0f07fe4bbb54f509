package io.github.simloss.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.training.loss.Loss;
import io.github.simloss.backend.support.LossSource;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.array.CosineBlocks;
import io.github.simloss.djl.internal.loss.AutogradLoss;
import io.github.simloss.djl.internal.loss.LabelIds;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.RefreshableLoss;
import io.github.simloss.similarity.NeighbourTable;
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
 * of ids, (B, T) or (M) as the logits say, a trailing dimension of 1 allowed, whole numbers of any
 * type. A second array of labels masks them: of the shape of the ids, where 0 costs nothing and
 * other values weigh a position, or the B real lengths of rows (B, T), as for DJL's {@code
 * MaskedSoftmaxCrossEntropyLoss}. Where the mask is 0, or the id is the padding id, a position
 * costs nothing and has no gradient, whatever its logits.
 *
 * <p><b>Output.</b> A scalar reduced as the {@link ReconstructionLoss} says, times the weight, on
 * the device of the logits, through which autograd goes back; positions that are all padded give 0.
 * {@code token-mean} divides by the sum of the mask. Computed in double precision where the logits
 * are double, else in single. It belongs to the manager of the logits, and to the {@code NDScope}
 * that is open.
 *
 * <p><b>The process</b> stays as it is: DJL's settings, PyTorch's threads and the allocator are
 * those of the program, see {@link DjlBackend} for what can be asked for.
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
  private final float weight;
  private final Map<Device, Tables> tables = new HashMap<>();

  /** What a device holds of a loss. */
  private record Tables(ReconstructionLoss loss, NDManager manager, AutogradLoss kernel) {}

  private SimilarityLoss(Builder builder) {
    super(builder.name == null ? builder.source.name() : builder.name);
    this.source = builder.source;
    this.paddingId = builder.paddingId;
    this.weight = builder.weight;
  }

  /**
   * Builds from a loss's name and options; neighbours are found by DJL's PyTorch on the CPU. {@link
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
    return new Builder(LossSource.of(spec, vectors, oneHotIds, SimilarityLoss::neighbours));
  }

  private static NeighbourTable neighbours(UnitVectors vectors, int count) {
    try (NDManager manager = PyTorchRuntime.shared(Device.cpu())) {
      return CosineBlocks.neighbours(manager, vectors, count);
    }
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
    private @Nullable String name;
    private float weight = 1;

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

    /**
     * What the loss is called among a training's evaluators; {@code SimilarityLoss(soft-label)},
     * for instance, by default.
     */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * What the loss is multiplied by, 1 by default: for a sum with other losses.
     *
     * @param weight a finite number
     * @throws IllegalArgumentException if it is not finite
     */
    public Builder weight(float weight) {
      if (!Float.isFinite(weight)) {
        throw new IllegalArgumentException("the weight of a loss is " + weight);
      }
      this.weight = weight;
      return this;
    }

    /** The loss. */
    public SimilarityLoss build() {
      return new SimilarityLoss(this);
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

  /** What the loss is multiplied by. */
  public float weight() {
    return weight;
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
   * @param labels one array of ids, or ids and a mask or lengths
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
    Tables ready = tables(loss, given.getDevice());
    NDArray result;
    try (ArrayScope scope = new ArrayScope()) {
      LabelIds ids = LabelIds.read(labels, shape, paddingId);
      NDArray logits = given.reshape(-1, size);
      NDArray value = ready.kernel().sum((PtNDArray) logits, ids);
      double divisor = loss.reduction().divisor(ids.total(), ids.count());
      value = value.div(AutogradLoss.number(divisor == 0 ? 1 : divisor, value));
      result =
          scope.keep(weight == 1 ? value : value.mul(AutogradLoss.number((double) weight, value)));
    }
    // The caller's own scope, if one is open, frees it.
    NDScope.register(result);
    return result;
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
