package io.github.simloss.dl4j;

import io.github.simloss.backend.support.LossSource;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.CosineBlocks;
import io.github.simloss.dl4j.internal.layer.LabelReader;
import io.github.simloss.dl4j.internal.layer.LossForm;
import io.github.simloss.dl4j.internal.layer.LossRunner;
import io.github.simloss.dl4j.internal.layer.LossTables;
import io.github.simloss.dl4j.internal.layer.PositionCosts;
import io.github.simloss.dl4j.internal.layer.TablesFile;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.RefreshableLoss;
import io.github.simloss.similarity.NeighbourTable;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Any loss of this library as a loss function of DeepLearning4J:
 *
 * <pre>
 * SimilarityLoss loss =
 *     SimilarityLoss.builder(LossSpec.of("soft-label").with("neighbours", 5), vectors).build();
 * new RnnOutputLayer.Builder(loss)
 *     .activation(Activation.SOFTMAX).dataFormat(RNNFormat.NCW).nIn(256).nOut(V).build()
 * </pre>
 *
 * <p><b>Layer.</b> {@code OutputLayer} or {@code RnnOutputLayer}, in a {@code MultiLayerNetwork} or
 * {@code ComputationGraph}, with nOut = V. The loss is always that of the softmax of the layer's
 * pre-activations: with the activation softmax the network's output is probabilities, with identity
 * it is logits, and the loss is the same. Any other is refused.
 *
 * <p><b>Labels.</b> Ids, [B, 1] or [B, 1, T], or one-hot rows, [B, V] or [B, V, T]. Where the label
 * mask is 0, or the id is the padding id, a position costs nothing; other mask values weigh it.
 *
 * <p><b>Reduction.</b> As of every DL4J loss: summed over positions, by DL4J divided by the
 * minibatch size. The reduction of the {@link ReconstructionLoss} has no say. Masked positions
 * alone give 0.
 *
 * <p><b>Precision.</b> Double where the network is double (plain Java, meant for gradient checks),
 * else float; half precision is computed in float. Logits that are NaN or +infinity give a loss
 * that is not finite. No V x V matrix is made. Threads take turns.
 *
 * <p><b>Files.</b> JSON, YAML and {@code ModelSerializer} keep the loss's tables (V x N ids and
 * weights, or V x d vectors) as base64 inside the configuration, or with {@link Builder#tablesFile}
 * in a file beside it that is referred to by path and SHA-256. What is read back is the loss as it
 * was, and can be refreshed if that could, unless its similarities were given. It is another object
 * than the one that was saved. Safe for use by several threads, one of which computes at a time.
 *
 * @since 0.1.0
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.NONE,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE,
    setterVisibility = Visibility.NONE,
    creatorVisibility = Visibility.NONE)
public final class SimilarityLoss implements ILossFunction {
  private static final long serialVersionUID = 1;

  private final transient LossSource source;
  private final transient @Nullable Integer paddingId;
  private final transient @Nullable TablesFile tablesFile;
  private final transient LossRunner runner = new LossRunner();

  SimilarityLoss(LossSource source, @Nullable Integer paddingId, @Nullable TablesFile tablesFile) {
    this.source = source;
    this.paddingId = paddingId;
    this.tablesFile = tablesFile;
  }

  /** A loss as it is, without a padding id, its tables embedded. */
  public static SimilarityLoss of(ReconstructionLoss loss) {
    return builder(loss).build();
  }

  /** Builds from a loss made already. */
  public static Builder builder(ReconstructionLoss loss) {
    return new Builder(LossSource.of(loss));
  }

  /** Builds from a loss that is refreshed: by {@link RefreshSimilarities}, or where it was made. */
  public static Builder builder(RefreshableLoss loss) {
    return new Builder(LossSource.of(loss));
  }

  /**
   * Builds from a loss's name and options; neighbours are found on this engine. {@link #refresh}
   * makes it again from other vectors.
   *
   * @param spec name and options
   * @param vectors one of each of the layer's nOut words, in the order of their ids
   * @throws io.github.simloss.SimlossException if name or an option is unknown or out of range
   */
  public static Builder builder(LossSpec spec, UnitVectors vectors) {
    return builder(spec, vectors, Set.of());
  }

  /**
   * The same; labels of some words stay one-hot.
   *
   * @param spec name and options
   * @param vectors one of each of the layer's nOut words, in the order of their ids
   * @param oneHotIds words that are never softened: stop words and special tokens
   */
  public static Builder builder(LossSpec spec, UnitVectors vectors, Set<Integer> oneHotIds) {
    return new Builder(LossSource.of(spec, vectors, oneHotIds, SimilarityLoss::neighbours));
  }

  private static NeighbourTable neighbours(UnitVectors vectors, int count) {
    return CosineBlocks.neighbours(ComputePath.current(), vectors, count);
  }

  /** Settles what is optional. */
  public static final class Builder {
    private final LossSource source;
    private @Nullable Integer paddingId;
    private @Nullable Path tablesFile;

    private Builder(LossSource source) {
      this.source = source;
    }

    /**
     * Labels of this id cost nothing, as where the label mask is 0; none by default.
     *
     * @param id any number, also outside [0, V)
     */
    public Builder paddingId(int id) {
      this.paddingId = id;
      return this;
    }

    /**
     * Where to keep the tables instead of inside the configuration. The file is written when the
     * loss is built; if it is there it must hold the same. The path is kept as it is given, so that
     * a relative one is looked for from the working directory of who loads the model.
     */
    public Builder tablesFile(Path file) {
      this.tablesFile = file;
      return this;
    }

    /**
     * The loss.
     *
     * @throws io.github.simloss.SimlossException if the tables' file cannot be written or holds
     *     something else
     */
    public SimilarityLoss build() {
      return new SimilarityLoss(
          source,
          paddingId,
          tablesFile == null ? null : TablesFile.write(tablesFile, source.get()));
    }
  }

  /** The loss that is computed now. */
  public ReconstructionLoss loss() {
    return source.get();
  }

  @JsonCreator
  static SimilarityLoss of(@JsonProperty(value = "loss", required = true) LossForm form) {
    LossForm.Content content = form.read(SimilarityLoss::neighbours);
    return new SimilarityLoss(content.source(), content.paddingId(), content.tablesFile());
  }

  /** What a saved configuration holds of this. */
  @JsonProperty("loss")
  public LossForm form() {
    return LossForm.of(source, paddingId, tablesFile);
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

  /** Whether a refresh of one is a refresh of the other. */
  boolean follows(SimilarityLoss other) {
    return source.equals(other.source);
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    return run(labels, preOutput, activation, mask, false).score(average);
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return run(labels, preOutput, activation, mask, false).scores(preOutput.dataType());
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return run(labels, preOutput, activation, mask, true).gradient();
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    PositionCosts costs = run(labels, preOutput, activation, mask, true);
    return Pair.of(costs.score(average), costs.gradient());
  }

  private PositionCosts run(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      INDArray mask,
      boolean gradient) {
    ReconstructionLoss loss = source.get();
    LabelReader.checkLogits(loss, preOutput, activation);
    LabelReader read =
        LabelReader.read(labels, mask, preOutput.size(0), loss.vocabularySize(), paddingId);
    return runner.run(loss, preOutput, read, gradient);
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SimilarityLoss that
        && java.util.Objects.equals(paddingId, that.paddingId)
        && (source.equals(that.source) || LossTables.equal(loss(), that.loss()));
  }

  @Override
  public int hashCode() {
    return 31 * loss().name().hashCode() + loss().vocabularySize();
  }

  /** Java serialization, which DL4J's distributed training uses, carries the JSON form. */
  private Object writeReplace() {
    return new SerializedLoss(form());
  }
}
