package io.github.simloss.djl.internal.network;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.simloss.djl.internal.array.NativeArrays;
import io.github.simloss.model.Parameters;
import java.util.Map;

/**
 * Logits by the frozen unit word vectors: with q = A k + a and n = q / |q|, x = s n. No gradient is
 * of V rows, but for the bias:
 *
 * <pre>
 * dL/dn = s dL/dx,   dL/dq = (dL/dn - n (n . dL/dn)) / |q|,   dL/ds = sum n . dL/dx
 * </pre>
 *
 * @param layers of the model
 * @param matrix the unit vectors, (V, d)
 */
record TiedOutput(Layers layers, PtNDArray matrix) implements OutputMap {
  @Override
  public boolean trainsMatrix() {
    return false;
  }

  @Override
  public Pass forward(PtNDArray vectors) {
    PtNDArray q = layers.linear(Parameters.OUTPUT, vectors);
    long rows = q.getShape().get(0);
    float[] inverse = NativeArrays.read(JniUtils.sum(JniUtils.mul(q, q), new long[] {1}, false));
    for (int k = 0; k < inverse.length; k++) {
      // The direction of a zero vector is zero, and has no gradient.
      inverse[k] = inverse[k] == 0 ? 0 : (float) (1 / Math.sqrt(inverse[k]));
    }
    PtNDArray inverseNorms = NativeArrays.floats(layers.manager(), inverse, rows, 1);
    PtNDArray direction = JniUtils.mul(q, inverseNorms);
    PtNDArray scale = layers.parameters().apply(Parameters.OUTPUT_SCALE);
    return new Scaled(layers, vectors, direction, inverseNorms, JniUtils.mul(direction, scale));
  }

  /** Arrays of n rows. */
  private record Scaled(
      Layers layers,
      PtNDArray vectors,
      PtNDArray direction,
      PtNDArray inverseNorms,
      PtNDArray inputs)
      implements Pass {

    @Override
    public PtNDArray back(PtNDArray dInputs, Map<String, PtNDArray> gradients) {
      PtNDArray along = JniUtils.sum(JniUtils.mul(direction, dInputs), new long[] {1}, true);
      gradients.put(Parameters.OUTPUT_SCALE, JniUtils.sum(along, new long[] {0}, false));
      PtNDArray dq = JniUtils.sub(dInputs, JniUtils.mul(direction, along));
      JniUtils.muli(dq, inverseNorms);
      JniUtils.muli(dq, layers.parameters().apply(Parameters.OUTPUT_SCALE));
      gradients.put(
          Parameters.weight(Parameters.OUTPUT),
          JniUtils.matmul(JniUtils.transpose(dq, 0, 1), vectors));
      gradients.put(Parameters.bias(Parameters.OUTPUT), JniUtils.sum(dq, new long[] {0}, false));
      return JniUtils.matmul(dq, layers.parameters().apply(Parameters.weight(Parameters.OUTPUT)));
    }
  }
}
