package io.github.simloss.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.random.SeededRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Labels, masks, scores and what is refused. */
class SimilarityLossTest {
  private static final int V = 11;
  private static final IActivation SOFTMAX = new ActivationSoftmax();

  private static final SimilarityLoss LOSS =
      SimilarityLoss.builder(LossSpec.of("soft-label"), vectors(V, 3)).build();

  private static UnitVectors vectors(int count, long seed) {
    return UnitVectors.of(Models.uniform(new SeededRandom(seed), count * 4, 1), count, 4);
  }

  private static INDArray logits(int rows, int columns) {
    return Nd4j.create(Models.uniform(new SeededRandom(9), rows * columns, 3), rows, columns);
  }

  private static INDArray ids(float... ids) {
    return Nd4j.create(ids, ids.length, 1);
  }

  private static INDArray column(double... values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1).castTo(DataType.FLOAT);
  }

  /** The oracle's loss of each row. */
  private static double[] want(ReconstructionLoss loss, INDArray logits, int... targets) {
    double[] losses = new double[targets.length];
    for (int n = 0; n < losses.length; n++) {
      double[] row = logits.getRow(n).toDoubleVector();
      losses[n] = ReferenceLoss.of(loss).position(row, targets[n], new double[row.length]);
    }
    return losses;
  }

  @Test
  void scoresOfPositionsSumsAndMeans() {
    INDArray logits = logits(3, V);
    double[] want = want(LOSS.loss(), logits, 4, 0, 10);
    INDArray labels = ids(4, 0, 10);
    INDArray scores = LOSS.computeScoreArray(labels, logits, SOFTMAX, null);
    assertArrayEquals(new long[] {3, 1}, scores.shape());
    assertArrayEquals(want, scores.toDoubleVector(), 1e-5);
    double sum = want[0] + want[1] + want[2];
    assertEquals(sum, LOSS.computeScore(labels, logits, SOFTMAX, null, false), 1e-5);
    assertEquals(sum / 3, LOSS.computeScore(labels, logits, SOFTMAX, null, true), 1e-5);
    assertEquals(
        sum / 3,
        LOSS.computeGradientAndScore(labels, logits, SOFTMAX, null, true).getFirst(),
        1e-5);
  }

  @Test
  void theActivationMakesNoDifferenceAndNothingIsOverwritten() {
    INDArray logits = logits(2, V);
    INDArray before = logits.dup();
    INDArray labels = ids(1, 2);
    INDArray one = LOSS.computeGradient(labels, logits, SOFTMAX, null);
    INDArray other = LOSS.computeGradient(labels, logits, new ActivationIdentity(), null);
    assertEquals(one, other);
    assertEquals(before, logits);
    assertEquals(ids(1, 2), labels);
  }

  @Test
  void viewsAndOrders() {
    INDArray all = logits(8, 2 * V);
    INDArray view = all.get(NDArrayIndex.interval(2, 5), NDArrayIndex.interval(3, 3 + V));
    INDArray labels = ids(7, 7, 3);
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray plain = view.castTo(type).dup('c');
      INDArray want = LOSS.computeGradient(labels, plain, SOFTMAX, null);
      INDArray strided =
          all.castTo(type).get(NDArrayIndex.interval(2, 5), NDArrayIndex.interval(3, 3 + V));
      assertEquals(want, LOSS.computeGradient(labels, strided, SOFTMAX, null), "a view");
      assertEquals(want, LOSS.computeGradient(labels, plain.dup('f'), SOFTMAX, null), "order f");
    }
  }

  @Test
  void masksWeighAndPaddingCostsNothing() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray logits = logits(4, V).castTo(type);
      double[] each = want(LOSS.loss(), logits, 4, 5, 6, 7);
      INDArray labels = ids(4, 5, 6, 7);
      INDArray mask = column(1, 0, 0.25, 1);
      double want = each[0] + 0.25 * each[2] + each[3];
      assertEquals(want, LOSS.computeScore(labels, logits, SOFTMAX, mask, false), 1e-5);
      INDArray gradient = LOSS.computeGradient(labels, logits, SOFTMAX, mask);
      INDArray whole = LOSS.computeGradient(labels, logits, SOFTMAX, null);
      assertEquals(Nd4j.zeros(type, V), gradient.getRow(1));
      assertTrue(whole.getRow(2).mul(0.25).equalsWithEps(gradient.getRow(2), 1e-6));
      assertTrue(whole.getRow(3).equalsWithEps(gradient.getRow(3), 1e-6));
      // A masked position may hold anything.
      logits.putScalar(1, 3, Double.NaN);
      assertEquals(
          want,
          LOSS.computeScore(ids(4, -7, 6, 7), logits, SOFTMAX, mask, false),
          1e-5,
          "a masked label is not looked at");
      SimilarityLoss padded = SimilarityLoss.builder(LOSS.loss()).paddingId(5).build();
      assertEquals(
          each[0] + each[2] + each[3],
          padded.computeScore(labels, logits, SOFTMAX, null, false),
          1e-5);
    }
  }

  @Test
  void maskedAloneIsZero() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16)) {
      INDArray logits = logits(2, V).castTo(type);
      INDArray mask = column(0, 0);
      for (boolean average : new boolean[] {true, false}) {
        assertEquals(0, LOSS.computeScore(ids(1, 2), logits, SOFTMAX, mask, average));
      }
      assertEquals(Nd4j.zeros(type, 2, V), LOSS.computeGradient(ids(1, 2), logits, SOFTMAX, mask));
    }
  }

  @Test
  void anOutsidePaddingId() {
    SimilarityLoss padded = SimilarityLoss.builder(LOSS.loss()).paddingId(-1).build();
    INDArray logits = logits(2, V);
    assertEquals(
        want(LOSS.loss(), logits, 3, 3)[1],
        padded.computeScore(ids(-1, 3), logits, SOFTMAX, null, false),
        1e-5);
  }

  @Test
  void hugeAndBadLogits() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      SimilarityLoss ce = SimilarityLoss.of(ReconstructionLoss.crossEntropy(3));
      INDArray huge = Nd4j.createFromArray(1e4, -1e4, 0).reshape(1, 3).castTo(type);
      assertEquals(2e4, ce.computeScore(ids(1), huge, SOFTMAX, null, false), 1e-2);
      assertArrayEquals(
          new double[] {1, -1, 0},
          ce.computeGradient(ids(1), huge, SOFTMAX, null).toDoubleVector(),
          1e-6);
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        INDArray logits = huge.dup().putScalar(0, 2, bad);
        assertFalse(
            Double.isFinite(ce.computeScore(ids(0), logits, SOFTMAX, null, false)),
            bad + " in " + type);
      }
      INDArray never = huge.dup().putScalar(0, 2, Double.NEGATIVE_INFINITY);
      assertEquals(0, ce.computeScore(ids(0), never, SOFTMAX, null, false), 1e-6);
    }
  }

  /** As on other devices than the CPU. */
  @Test
  void everyStructureByArrays() {
    System.setProperty("simloss.dl4j.fused", "false");
    try {
      everyStructureWithoutATable();
    } finally {
      System.clearProperty("simloss.dl4j.fused");
    }
  }

  @Test
  void everyStructureWithoutATable() {
    int size = 40;
    INDArray logits = logits(3, size);
    for (LossSpec spec :
        List.of(
            LossSpec.of("weighted-ce"),
            LossSpec.of("weighted-sim"),
            LossSpec.of("label-smoothing"),
            LossSpec.of("gaussian-prior"),
            LossSpec.of("mixture").with("similarity", "weighted-sim"))) {
      SimilarityLoss loss = SimilarityLoss.builder(spec, vectors(size, 1)).build();
      double[] want = want(loss.loss(), logits, 39, 0, 12);
      assertArrayEquals(
          want,
          loss.computeScoreArray(ids(39, 0, 12), logits, SOFTMAX, null).toDoubleVector(),
          1e-4,
          spec.name());
    }
    TargetWeights dense =
        new TargetWeights.Dense(3, new float[] {1, 0.5f, 0, 0, 1, 0, -0.5f, 0, 1});
    SimilarityLoss table =
        SimilarityLoss.of(ReconstructionLoss.of("own", Link.LOG, 0, dense, Reduction.TOKEN_MEAN));
    INDArray few = logits(1, 3);
    assertEquals(
        want(table.loss(), few, 2)[0], table.computeScore(ids(2), few, SOFTMAX, null, false), 1e-5);
  }

  @Test
  void theLossIsFirstMadeFromTheEngineThenRefreshed() {
    SimilarityLoss loss =
        SimilarityLoss.builder(LossSpec.of("weighted-sim"), vectors(V, 1)).build();
    INDArray logits = logits(2, V);
    double before = loss.computeScore(ids(1, 2), logits, SOFTMAX, null, false);
    ReconstructionLoss first = loss.loss();
    loss.refresh(vectors(V, 2));
    double after = loss.computeScore(ids(1, 2), logits, SOFTMAX, null, false);
    double[] want = want(loss.loss(), logits, 1, 2);
    assertEquals(want[0] + want[1], after, 1e-5);
    want = want(first, logits, 1, 2);
    assertEquals(want[0] + want[1], before, 1e-5);
    assertTrue(Math.abs(before - after) > 1e-3, "other vectors, another loss");
    message(IllegalArgumentException.class, () -> loss.refresh(vectors(5, 1)), "5 words", "11");
    message(
        IllegalStateException.class,
        () -> SimilarityLoss.of(first).refresh(vectors(V, 1)),
        "cannot be refreshed");
  }

  @Test
  void threadsTakeTurns() throws Exception {
    SimilarityLoss loss = SimilarityLoss.builder(LossSpec.of("weighted-ce"), vectors(V, 1)).build();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> tasks =
          Stream.iterate(0, n -> n + 1)
              .limit(24)
              .<Callable<Boolean>>map(
                  n ->
                      () -> {
                        INDArray logits = logits(1 + n % 5, V).mul(1 + n);
                        INDArray labels = Nd4j.valueArrayOf(new long[] {1 + n % 5, 1}, n % V);
                        double got = loss.computeScore(labels, logits, SOFTMAX, null, false);
                        double want = 0;
                        for (int row = 0; row <= n % 5; row++) {
                          double[] z = logits.getRow(row).toDoubleVector();
                          want += ReferenceLoss.of(loss.loss()).position(z, n % V, new double[V]);
                        }
                        return Math.abs(want - got) < 1e-4 * Math.max(1, Math.abs(want));
                      })
              .toList();
      for (Future<Boolean> future : pool.invokeAll(tasks)) {
        assertTrue(future.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void badInput() {
    INDArray z = logits(2, V);
    refused(ids(1, V), z, null, "label 11", "position 1", "[0, 11)");
    refused(ids(-1, 1), z, null, "label -1", "position 0", "[0, 11)");
    refused(ids(1.5f, 1), z, null, "label 1.5");
    refused(ids(Float.NaN, 1), z, null, "label NaN");
    refused(ids(1, 2, 3), z, null, "[3, 1]", "2 x 11");
    refused(ids(1, 2), logits(2, V + 1), null, "12 outputs", "over 11");
    refused(Nd4j.zeros(2, V - 1), z, null, "[2, 10]", "2 x 11");
    INDArray zeros = Nd4j.zeros(2, V);
    refused(zeros, z, null, "position 0 is not one-hot");
    INDArray two = Nd4j.zeros(2, V).putScalar(0, 3, 1).putScalar(1, 2, 1).putScalar(1, 5, 1);
    refused(two, z, null, "position 1 is not one-hot");
    INDArray soft = Nd4j.zeros(2, V).putScalar(0, 3, 0.5).putScalar(0, 4, 0.5);
    refused(soft, z, null, "position 0 is not one-hot");
    refused(ids(1, 2), z, column(1, 1, 1), "[3, 1]", "2 positions");
    refused(ids(1, 2), z, Nd4j.ones(2, V), "[2, 11]", "2 positions");
    refused(ids(1, 2), z.reshape(1, 2, V), null, "[1, 2, 11]");
    message(
        IllegalArgumentException.class,
        () -> LOSS.computeScore(ids(1, 2), z, new ActivationSigmoid(), null, false),
        "sigmoid",
        "softmax");
    message(
        SimlossException.class,
        () -> SimilarityLoss.builder(LossSpec.of("soft"), vectors(V, 1)),
        "unknown loss 'soft'");
  }

  @Test
  void halfCannotHoldEveryId() {
    int size = 3000;
    SimilarityLoss ce = SimilarityLoss.of(ReconstructionLoss.crossEntropy(size));
    INDArray logits = Nd4j.zeros(DataType.FLOAT16, 1, size);
    message(
        IllegalArgumentException.class,
        () -> ce.computeScore(ids(7).castTo(DataType.FLOAT16), logits, SOFTMAX, null, false),
        "2048",
        "3000");
    // Ids of another type may stand beside half logits.
    assertEquals(
        Math.log(size),
        ce.computeScore(ids(2999).castTo(DataType.INT32), logits, SOFTMAX, null, false),
        1e-3);
  }

  @Test
  void oneWord() {
    SimilarityLoss ce = SimilarityLoss.of(ReconstructionLoss.crossEntropy(1));
    for (float label : new float[] {0, 1}) {
      assertEquals(0, ce.computeScore(ids(label), logits(1, 1), SOFTMAX, null, false));
    }
    refusedBy(ce, ids(2), logits(1, 1), null, "label 2");
  }

  private static void refused(INDArray labels, INDArray logits, INDArray mask, String... parts) {
    refusedBy(LOSS, labels, logits, mask, parts);
  }

  private static void refusedBy(
      SimilarityLoss loss, INDArray labels, INDArray logits, INDArray mask, String... parts) {
    message(
        IllegalArgumentException.class,
        () -> loss.computeGradient(labels, logits, SOFTMAX, mask),
        parts);
  }

  private static void message(
      Class<? extends RuntimeException> type, Executable run, String... parts) {
    RuntimeException e = assertThrows(type, run);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), part + " is not in: " + e.getMessage());
    }
  }
}
