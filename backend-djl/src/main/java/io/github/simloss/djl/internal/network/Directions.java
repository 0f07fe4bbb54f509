package io.github.simloss.djl.internal.network;

import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.djl.internal.array.ArrayScope;
import io.github.simloss.djl.internal.lstm.LstmForm;
import io.github.simloss.djl.internal.runtime.SideBySide;
import io.github.simloss.model.LstmSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Both directions of an encoder's layers, for one pass there and back. On a CPU with threads to
 * share out they run side by side; each is then a graph of its own, which autograd can go back
 * through while it does so through the other.
 */
public final class Directions {
  private final Layers layers;

  /** The last layer first. */
  private final Deque<Layer> run = new ArrayDeque<>();

  /**
   * What both directions of a layer made.
   *
   * @param forward (T * B, H)
   * @param backward the same, turned round
   */
  record Pair(PtNDArray forward, PtNDArray backward) {}

  /**
   * A layer that was recorded in parts.
   *
   * @param inputs what both directions read
   * @param below whether the inputs depend on parameters
   * @param read the ends of their graphs at the inputs; the inputs themselves where those are
   *     constants
   * @param made the ends of their graphs at the outputs
   * @param outputs the same values as ends of the graph above
   */
  private record Layer(PtNDArray inputs, boolean below, Pair read, Pair made, Pair outputs) {}

  /**
   * @param layers what is computed with
   */
  public Directions(Layers layers) {
    this.layers = layers;
  }

  /**
   * Runs a layer.
   *
   * @param forward the LSTM of the first direction
   * @param backward that of the second
   * @param inputs of all rows
   * @param turn where the second finds its rows
   * @param start h at first, (1, B, H)
   * @param segments of the rows
   * @param below whether the inputs depend on parameters
   */
  Pair run(
      LstmSpec forward,
      LstmSpec backward,
      PtNDArray inputs,
      long[] turn,
      PtNDArray start,
      List<SegmentedRows.Segment> segments,
      boolean below) {
    if (!apart()) {
      return new Pair(
          layers.states(forward, inputs, start, segments),
          layers.states(backward, layers.rows(inputs, turn), start, segments));
    }
    boolean recording = JniUtils.isGradMode();
    boolean ends = recording && below;
    Pair read = new Pair(ends ? end(inputs) : inputs, ends ? end(inputs) : inputs);
    PtNDArray[] made = new PtNDArray[2];
    SideBySide.run(
        () -> made[0] = layers.states(forward, read.forward(), start, segments),
        () -> {
          try (ArrayScope scope = new ArrayScope()) {
            scope.record(recording);
            PtNDArray turned = layers.rows(read.backward(), turn);
            made[1] = scope.keep(layers.states(backward, turned, start, segments));
          }
        });
    NDScope.register(made[1]);
    Pair whole = new Pair(made[0], made[1]);
    if (!recording) {
      return whole;
    }
    Pair outputs = new Pair(end(made[0]), end(made[1]));
    run.push(new Layer(inputs, below, read, whole, outputs));
    return outputs;
  }

  /** A single operation of the LSTM by operations uses other threads than OpenMP's. */
  private boolean apart() {
    return layers.form() != LstmForm.OPERATIONS
        && !layers.manager().getDevice().isGpu()
        && SideBySide.isPossible();
  }

  /** The same values, where a graph begins. */
  private static PtNDArray end(PtNDArray array) {
    PtNDArray end = JniUtils.detachGradient(array);
    JniUtils.attachGradient(end, true);
    return end;
  }

  /** Goes back through all layers, once autograd has been through what is above them. */
  public void back() {
    while (!run.isEmpty()) {
      Layer layer = run.pop();
      PtNDArray forward = JniUtils.getGradient(layer.outputs().forward());
      PtNDArray backward = JniUtils.getGradient(layer.outputs().backward());
      SideBySide.run(
          () -> JniUtils.backward(layer.made().forward(), forward, false, false),
          () -> JniUtils.backward(layer.made().backward(), backward, false, false));
      if (layer.below()) {
        PtNDArray first = JniUtils.getGradient(layer.read().forward());
        PtNDArray second = JniUtils.getGradient(layer.read().backward());
        JniUtils.backward(layer.inputs(), JniUtils.add(first, second), false, false);
      }
    }
  }
}
