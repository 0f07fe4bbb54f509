package io.github.simloss.djl.internal.lstm;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** An LSTM of single operations: slower than a kernel, and recorded like any of them. */
final class LstmOperations {
  private LstmOperations() {}

  /** As {@link LstmForm#run}. */
  static NDList run(PtNDArray x, NDList state, NDList weights) {
    long steps = x.getShape().get(0);
    long rows = x.getShape().get(1);
    long width = x.getShape().get(2);
    long hidden = state.get(0).getShape().get(2);
    PtNDArray flat = JniUtils.reshape(x, new long[] {steps * rows, width});
    PtNDArray ofInputs = JniUtils.linear(flat, array(weights, 0), array(weights, 2));
    PtNDArray h = JniUtils.reshape(array(state, 0), new long[] {rows, hidden});
    PtNDArray c = JniUtils.reshape(array(state, 1), new long[] {rows, hidden});
    PtNDArray[] outputs = new PtNDArray[Math.toIntExact(steps)];
    for (int t = 0; t < steps; t++) {
      PtNDArray gates =
          JniUtils.add(
              JniUtils.slice(ofInputs, 0, t * rows, (t + 1) * rows, 1),
              JniUtils.linear(h, array(weights, 1), array(weights, 3)));
      PtNDArray i = JniUtils.sigmoid(gate(gates, 0, hidden));
      PtNDArray f = JniUtils.sigmoid(gate(gates, 1, hidden));
      PtNDArray g = JniUtils.tanh(gate(gates, 2, hidden));
      PtNDArray o = JniUtils.sigmoid(gate(gates, 3, hidden));
      c = JniUtils.add(JniUtils.mul(f, c), JniUtils.mul(i, g));
      h = JniUtils.mul(o, JniUtils.tanh(c));
      outputs[t] = h;
    }
    return new NDList(JniUtils.stack(outputs, 0), last(h, rows, hidden), last(c, rows, hidden));
  }

  private static PtNDArray array(NDList list, int index) {
    return (PtNDArray) list.get(index);
  }

  private static PtNDArray gate(PtNDArray gates, int index, long hidden) {
    return JniUtils.slice(gates, 1, index * hidden, (index + 1) * hidden, 1);
  }

  private static PtNDArray last(PtNDArray state, long rows, long hidden) {
    return JniUtils.reshape(state, new long[] {1, rows, hidden});
  }
}
