package io.github.simloss.djl.internal.network;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.batch.Batch;
import io.github.simloss.djl.internal.loss.LossKernel;
import io.github.simloss.djl.internal.lstm.LstmForm;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Parameters;
import java.util.function.Function;

/**
 * A model's parts on some arrays: those of the model itself, or leaves of a graph over the same
 * memory.
 */
public final class Network {
  private final ModelSpec spec;
  private final Layers layers;
  private final FrozenWords words;
  private final Encoder encoder;
  private final Decoder decoder;

  /**
   * @param manager of the device
   * @param spec the shapes
   * @param form how LSTMs run
   * @param parameters finds a parameter by its name
   * @param words what is frozen
   */
  public Network(
      NDManager manager,
      ModelSpec spec,
      LstmForm form,
      Function<String, PtNDArray> parameters,
      FrozenWords words) {
    this.spec = spec;
    this.words = words;
    layers = new Layers(manager, form, parameters);
    encoder = new Encoder(spec, layers, words);
    decoder = new Decoder(spec, layers);
  }

  public Layers layers() {
    return layers;
  }

  public FrozenWords words() {
    return words;
  }

  public Encoder encoder() {
    return encoder;
  }

  public Decoder decoder() {
    return decoder;
  }

  /**
   * Word vectors of a batch: constants, which are looked up before anything is recorded.
   *
   * @param rows how the encoder's sentences are laid out
   * @param source the encoder's
   * @param inputs those that an LSTM decoder is fed with, or {@code null}
   */
  public record Vectors(SegmentedRows rows, PtNDArray source, PtNDArray inputs) {}

  /** Looks up what a batch reads. */
  public Vectors vectors(Batch batch, Charges charges) {
    SegmentedRows rows = encoder.rows(batch.source());
    return new Vectors(
        rows,
        words.rows(rows.ids()),
        charges.inputs() == null ? null : words.rows(charges.inputs()));
  }

  /** The decoder's vectors that a batch is charged for, n x K. */
  public PtNDArray charged(Vectors vectors, Charges charges, Directions directions) {
    PtNDArray codes = encoder.codes(vectors.rows(), vectors.source(), directions);
    return decoder.vectors(charges, codes, vectors.inputs());
  }

  /** What stands before the V-sized product. */
  public OutputMap output() {
    return spec.decoder().outputLayer() == OutputLayer.TIED
        ? new TiedOutput(layers, words.units())
        : new FreeOutput(layers.parameters().apply(Parameters.PROJECTION_WEIGHT));
  }

  /** The V-sized product with its loss. */
  public LogitChunks chunks(LossKernel kernel) {
    return new LogitChunks(layers.manager(), output().matrix(), bias(), kernel);
  }

  private PtNDArray bias() {
    return layers.parameters().apply(Parameters.PROJECTION_BIAS);
  }

  /** The logits of some vectors of the decoder, n x V. */
  public PtNDArray logits(PtNDArray vectors) {
    OutputMap output = output();
    return JniUtils.linear(output.forward(vectors).inputs(), output.matrix(), bias());
  }
}
