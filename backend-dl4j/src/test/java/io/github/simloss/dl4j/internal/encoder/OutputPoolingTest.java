package io.github.simloss.dl4j.internal.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.simloss.batch.PackedRows;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.dl4j.internal.array.ComputePath;
import io.github.simloss.dl4j.internal.array.Matrix;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.Pooling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sentences, of one and of three words, as one direction of an encoder of H = 2 meets them. */
class OutputPoolingTest {
  private static final PackedRows PACKED =
      new PackedRows(TokenRows.of(new int[][] {{5}, {6, 7, 8}}, 3, 0));

  /** Packed: the long sentence's first word, the short one's, the long one's others. */
  private static final float[] OUTPUTS = {0.5f, -1, 0.1f, 0.2f, 0.5f, -2, 0.4f, -1};

  private static final float[] SHARES = {0.25f, 1, 0.25f, 0.5f};

  private static void check(
      boolean fused, Pooling pooling, boolean reverse, float[] pooled, float[] gradient) {
    EncoderSpec spec = new EncoderSpec(2, 1, true, pooling, false, false, 0);
    ComputePath path = new ComputePath(fused && Nd4jRuntime.onCpu());
    int columns = spec.pooledSize(1);
    float[] slopes = new float[2 * columns];
    for (int k = 0; k < slopes.length; k++) {
      slopes[k] = k + 1;
    }
    try (OutputPooling one = OutputPooling.of(path, spec, reverse);
        Matrix outputs = path.matrix(4, 2, OUTPUTS);
        Matrix into = path.matrix(2, columns, new float[2 * columns]);
        Matrix dPooled = path.matrix(2, columns, slopes);
        Matrix dOutputs = path.matrix(4, 2, new float[] {9, 9, 9, 9, 9, 9, 9, 9})) {
      one.forward(PACKED, outputs, SHARES, into);
      float[] got = new float[2 * columns];
      into.read(0, got, 0, 2);
      assertArrayEquals(pooled, got, 1e-6f);
      one.backward(PACKED, outputs, SHARES, into, dPooled, dOutputs);
      float[] back = new float[8];
      dOutputs.read(0, back, 0, 4);
      assertArrayEquals(gradient, back, 1e-6f);
    }
  }

  @ParameterizedTest(name = "fused = {0}")
  @ValueSource(booleans = {true, false})
  void theFirstOfSeveralLargestTakesTheGradient(boolean fused) {
    float[] pooled = {0.5f, -1, 0, 0, 0.1f, 0.2f, 0, 0};
    check(fused, Pooling.MAX, false, pooled, new float[] {1, 2, 5, 6, 0, 0, 0, 0});
  }

  @ParameterizedTest(name = "fused = {0}")
  @ValueSource(booleans = {true, false})
  void theSecondDirectionMeetsTheFirstOfThemLast(boolean fused) {
    float[] pooled = {0, 0, 0.5f, -1, 0, 0, 0.1f, 0.2f};
    check(fused, Pooling.MAX, true, pooled, new float[] {0, 0, 7, 8, 3, 0, 0, 4});
  }

  @ParameterizedTest(name = "fused = {0}")
  @ValueSource(booleans = {true, false})
  void bothBlocksAddUp(boolean fused) {
    float[] pooled = {0.5f, -1, 0, 0, 0.45f, -1.25f, 0, 0, 0.1f, 0.2f, 0, 0, 0.1f, 0.2f, 0, 0};
    float[] gradient = {1 + 1.25f, 2 + 1.5f, 9 + 13, 10 + 14, 1.25f, 1.5f, 2.5f, 3};
    check(fused, Pooling.MAX_MEAN, false, pooled, gradient);
  }

  @Test
  void theLastStateIsAtEachSentencesOwnEnd() {
    float[] pooled = {0, 0, 0.4f, -1, 0, 0, 0.1f, 0.2f};
    check(true, Pooling.LAST, true, pooled, new float[] {0, 0, 7, 8, 0, 0, 3, 4});
    check(false, Pooling.LAST, true, pooled, new float[] {0, 0, 7, 8, 0, 0, 3, 4});
  }
}
