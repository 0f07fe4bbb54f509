package io.github.simloss.dl4j.internal.encoder;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.FlatParameters;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.model.LstmSpec;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One layer of an encoder: an LSTM, or two whose outputs stand side by side. */
final class EncoderLayer implements AutoCloseable {
  private final int size;
  private final List<Direction> directions = new ArrayList<>();

  /** What the second direction reads. */
  private final Matrix turned;

  /** Both outputs side by side in the order of the sentences, for a layer above. */
  private final Matrix joined;

  /** dL/dx of the second direction, in its order. */
  private final Matrix dTurned;

  /**
   * @param memory where
   * @param lstms one, or two that read the same
   * @param parameters the model's
   */
  EncoderLayer(ComputePath memory, List<LstmSpec> lstms, FlatParameters parameters) {
    size = lstms.get(0).hiddenSize();
    for (LstmSpec lstm : lstms) {
      directions.add(new Direction(memory, lstm, !directions.isEmpty(), parameters));
    }
    int inputs = lstms.get(0).inputs();
    turned = memory.matrix(inputs);
    joined = memory.matrix(size * lstms.size());
    dTurned = memory.matrix(inputs);
  }

  List<Direction> directions() {
    return directions;
  }

  private Direction second() {
    return directions.get(1);
  }

  private boolean both() {
    return directions.size() == 2;
  }

  /** What the second direction reads, N x inputs; to be filled where words are read. */
  Matrix turned(int tokens) {
    turned.ensure(tokens);
    return turned;
  }

  /** Reads the outputs of a layer below. */
  void forwardAbove(Sentences sentences, Matrix x) {
    if (both()) {
      int tokens = sentences.packed().tokenCount();
      turned(tokens).gather(0, x, 0, x.columns(), sentences.reversed());
    }
    forward(sentences, x);
  }

  /** Runs all directions; {@link #turned} is filled. */
  void forward(Sentences sentences, Matrix x) {
    directions.get(0).forward(sentences.packed(), x);
    if (both()) {
      second().forward(sentences.packed(), turned);
    }
  }

  /** Puts all outputs in the order of the sentences, N x (directions * H). */
  Matrix joinOutputs(Sentences sentences) {
    if (both()) {
      int tokens = sentences.packed().tokenCount();
      joined.ensure(tokens);
      joined.copyBlock(0, 0, directions.get(0).outputs(), 0, 0, size, tokens);
      joined.gather(size, second().outputs(), 0, size, sentences.reversed());
    }
    return outputs();
  }

  /** What {@link #joinOutputs} left. */
  Matrix outputs() {
    return both() ? joined : directions.get(0).outputs();
  }

  /**
   * Where the layer above writes dL/d{@link #outputs}, over the outputs where there are two
   * directions; {@link #takeGradient} follows.
   */
  Matrix outputGradient(int tokens) {
    return both() ? joined : directions.get(0).outputGradient(tokens);
  }

  /** Hands what the layer above has written to the directions. */
  void takeGradient(Sentences sentences) {
    if (both()) {
      int tokens = sentences.packed().tokenCount();
      directions.get(0).outputGradient(tokens).copyBlock(0, 0, joined, 0, 0, size, tokens);
      second().outputGradient(tokens).gather(0, joined, size, size, sentences.reversed());
    }
  }

  /** Runs all directions back. */
  void backward(Sentences sentences, Matrix x, FlatParameters gradients, INDArray ones) {
    PackedRows packed = sentences.packed();
    directions.get(0).backward(packed, x, gradients, ones);
    if (both()) {
      second().backward(packed, turned, gradients, ones);
    }
  }

  /** Writes dL/dx, after {@link #backward}. */
  void inputGradient(Sentences sentences, Matrix into) {
    int tokens = sentences.packed().tokenCount();
    if (both()) {
      dTurned.ensure(tokens);
      second().inputGradient(tokens, dTurned, 0);
      into.gather(0, dTurned, 0, dTurned.columns(), sentences.reversed());
    }
    directions.get(0).inputGradient(tokens, into, both() ? 1 : 0);
  }

  @Override
  public void close() {
    directions.forEach(Direction::close);
    turned.close();
    joined.close();
    dTurned.close();
  }
}
