package io.github.simloss.dl4j.internal.model;

import io.github.simloss.backend.LossSum;
import io.github.simloss.backend.support.StepClock;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.PackedRows;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.batch.WordBags;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.array.OnesVector;
import io.github.simloss.dl4j.internal.decoder.BagDecoder;
import io.github.simloss.dl4j.internal.decoder.Decoder;
import io.github.simloss.dl4j.internal.decoder.LogitMap;
import io.github.simloss.dl4j.internal.decoder.LstmDecoder;
import io.github.simloss.dl4j.internal.decoder.Projection;
import io.github.simloss.dl4j.internal.encoder.Encoder;
import io.github.simloss.dl4j.internal.encoder.FrozenEmbedding;
import io.github.simloss.dl4j.internal.loss.LossKernel;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.tensor.NamedTensors;

/** Encoder, decoder, output layer and loss, forward and back. */
final class Network implements AutoCloseable {
  private final CheckedEngine.Way<ComputePath> way;
  private final ModelSpec spec;
  private final ReconstructionLoss loss;
  private final Encoder encoder;
  private final LstmDecoder lstmDecoder;
  private final BagDecoder bagDecoder;
  private final LogitMap map;
  private final OnesVector ones;
  private FrozenEmbedding embedding;
  private Projection projection;

  /**
   * @param way where and by which code
   * @param spec the shape
   * @param parameters what is trained
   * @param weights hold what is frozen
   * @param loss what is trained with
   */
  Network(
      CheckedEngine.Way<ComputePath> way,
      ModelSpec spec,
      FlatParameters parameters,
      NamedTensors weights,
      ReconstructionLoss loss) {
    this.way = way;
    this.spec = spec;
    this.loss = loss;
    boolean bag = spec.decoder().kind() == DecoderKind.BAG;
    encoder = new Encoder(way.path(), spec, parameters);
    lstmDecoder = bag ? null : new LstmDecoder(way.path(), spec, parameters);
    bagDecoder = bag ? new BagDecoder(way.path(), spec, parameters) : null;
    map = LogitMap.of(way.path(), spec, parameters);
    ones = new OnesVector(way.path());
    freeze(weights);
  }

  /**
   * Copies what is frozen.
   *
   * @throws IllegalArgumentException if a word vector of a tied output layer is not finite; nothing
   *     is then copied
   */
  final void freeze(NamedTensors weights) {
    FrozenEmbedding other = FrozenEmbedding.of(weights);
    map.freeze(other.values());
    embedding = other;
  }

  private Decoder decoder() {
    return bagDecoder == null ? lstmDecoder : bagDecoder;
  }

  /** The decoder that steps word by word. */
  LstmDecoder lstmDecoder() {
    return lstmDecoder;
  }

  /** What is never trained. */
  FrozenEmbedding embedding() {
    return embedding;
  }

  /** From a decoder's vectors to logits. */
  LogitMap map() {
    return map;
  }

  /** Memory for losses is taken when one is first computed. */
  private Projection projection() {
    if (projection == null) {
      int size = spec.vocabularySize();
      // A row of a bag is one product, however many words are in it.
      long tableBytes = bagDecoder == null ? way.config().memory().tableBytes() : 0;
      projection =
          new Projection(
              way.path(),
              map,
              LossKernel.of(loss, way.path(), tableBytes),
              size,
              way.config().memory().chunkRows(size));
    }
    return projection;
  }

  /** Encodes; {@link #codes} then holds the result, in the sorted order of the packed rows. */
  PackedRows encode(TokenRows sentences, float[] extraVectors) {
    return encoder.forward(sentences, embedding, extraVectors);
  }

  /** B x C. */
  Matrix codes() {
    return encoder.codes();
  }

  private WordBags forward(Batch batch) {
    PackedRows source = encode(batch.source(), new float[0]);
    return decoder().forward(batch, source, encoder.codes(), embedding);
  }

  /** What a batch costs. */
  LossSum evaluate(Batch batch) {
    WordBags targets = forward(batch);
    double sum = projection().evaluate(decoder().vectors(), targets);
    return new LossSum(sum, divisor(batch, targets));
  }

  private double divisor(Batch batch, WordBags targets) {
    long positions = (long) batch.size() * batch.target().maxLength();
    return loss.reduction().divisor(targets.totalWeight(), positions);
  }

  /** What a batch costs, and the gradients of all weights. */
  LossSum differentiate(Batch batch, FlatParameters gradients) {
    StepClock.turn(StepClock.Part.LSTM);
    WordBags targets = forward(batch);
    double divisor = divisor(batch, targets);
    double sum =
        projection()
            .train(
                decoder().vectors(),
                targets,
                divisor == 0 ? 0 : 1.0 / divisor,
                decoder().vectorGradient(),
                gradients,
                ones);
    StepClock.turn(StepClock.Part.LSTM);
    decoder().backward(encoder.codes(), encoder.codeGradient(), gradients, ones);
    encoder.backward(gradients, ones);
    return new LossSum(sum, divisor);
  }

  /** The logits of an order-free decoder, row-major rows x V. */
  float[] wordLogits(float[] codes) {
    int rows = codes.length / spec.codeSize();
    int size = spec.vocabularySize();
    float[] logits = new float[Math.multiplyExact(rows, size)];
    int chunk = Math.min(rows, way.config().memory().chunkRows(size));
    try (Matrix in = way.path().matrix(rows, spec.codeSize(), codes);
        Matrix z = way.path().matrix(size)) {
      bagDecoder.forward(in, rows);
      z.ensure(chunk);
      for (int from = 0; from < rows; from += chunk) {
        int count = Math.min(chunk, rows - from);
        map.logits(bagDecoder.vectors(), from, count, z);
        z.read(0, logits, from * size, count);
      }
    }
    map.addBias(logits);
    return logits;
  }

  @Override
  public void close() {
    encoder.close();
    decoder().close();
    ones.close();
    map.close();
    if (projection != null) {
      projection.close();
    }
  }
}
