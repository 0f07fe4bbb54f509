package io.github.simloss.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The losses inside DL4J's networks. */
class SimilarityLossNetworkTest {
  private static final int B = 3;
  private static final int T = 4;

  /** The gradient check insists on it. */
  @BeforeAll
  static void inDouble() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterAll
  static void inFloat() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  static Stream<LossSpec> losses() {
    return Losses.discover().all().stream().map(LossFactory::name).map(LossSpec::of);
  }

  private static SimilarityLoss loss(LossSpec spec) {
    return SimilarityLoss.builder(spec, LossNetworks.vectors()).build();
  }

  private static boolean check(MultiLayerNetwork net, INDArray in, INDArray labels, INDArray mask) {
    return GradientCheckUtil.checkGradients(
        new GradientCheckUtil.MLNConfig()
            .net(net)
            .input(in)
            .labels(labels)
            .labelMask(mask)
            .epsilon(1e-5)
            .maxRelError(1e-4)
            .minAbsoluteError(1e-8)
            .subset(true)
            .maxPerParam(20)
            .print(GradientCheckUtil.PrintMode.FAILURES_ONLY));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void gradientsOfARecurrentNetwork(LossSpec spec) {
    INDArray in = LossNetworks.uniform(DataType.DOUBLE, 1, B, LossNetworks.INPUTS, T);
    INDArray ids = LossNetworks.ids(DataType.DOUBLE, B, T, 2);
    INDArray mask = Nd4j.ones(DataType.DOUBLE, B, T).putScalar(0, 3, 0).putScalar(2, 1, 0);
    MultiLayerNetwork net =
        LossNetworks.recurrent(
            LossNetworks.base(DataType.DOUBLE, new NoOp()), loss(spec), Activation.SOFTMAX);
    assertTrue(check(net, in, ids, null), "ids");
    assertTrue(check(net, in, LossNetworks.oneHot(ids), mask), "one-hot, masked");
  }

  @ParameterizedTest
  @MethodSource("losses")
  void gradientsOfAFeedForwardNetwork(LossSpec spec) {
    INDArray in = LossNetworks.uniform(DataType.DOUBLE, 3, 5, LossNetworks.INPUTS);
    INDArray ids = Nd4j.createFromArray(0.0, 8, 3, 3, 1).reshape(5, 1);
    for (Activation activation : new Activation[] {Activation.SOFTMAX, Activation.IDENTITY}) {
      MultiLayerNetwork net =
          LossNetworks.feedForward(
              LossNetworks.base(DataType.DOUBLE, new NoOp()), loss(spec), activation);
      assertTrue(check(net, in, ids, null), activation.name());
    }
  }

  @Test
  void gradientsOfAGraph() {
    INDArray in = LossNetworks.uniform(DataType.DOUBLE, 5, B, LossNetworks.INPUTS, T);
    INDArray ids = LossNetworks.ids(DataType.DOUBLE, B, T, 6);
    INDArray mask = Nd4j.ones(DataType.DOUBLE, B, T).putScalar(1, 0, 0);
    ComputationGraph net =
        LossNetworks.graph(
            LossNetworks.base(DataType.DOUBLE, new NoOp()),
            loss(LossSpec.of("soft-label")),
            Activation.IDENTITY);
    assertTrue(
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.GraphConfig()
                .net(net)
                .inputs(new INDArray[] {in})
                .labels(new INDArray[] {ids})
                .labelMask(new INDArray[] {mask})
                .epsilon(1e-5)
                .maxRelError(1e-4)
                .minAbsoluteError(1e-8)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
  }

  /** Cross entropy is DL4J's own, to the last layer. */
  @Test
  void crossEntropyIsThatOfDl4j() {
    INDArray in = LossNetworks.uniform(DataType.FLOAT, 7, B, LossNetworks.INPUTS, T);
    INDArray hot = LossNetworks.oneHot(LossNetworks.ids(DataType.FLOAT, B, T, 8));
    INDArray mask = Nd4j.ones(DataType.FLOAT, B, T).putScalar(0, 3, 0);
    DataSet data = new DataSet(in, hot, null, mask);
    SimilarityLoss ce = SimilarityLoss.of(ReconstructionLoss.crossEntropy(LossNetworks.V));
    MultiLayerNetwork ours =
        LossNetworks.recurrent(
            LossNetworks.base(DataType.FLOAT, new Adam(0.01)), ce, Activation.SOFTMAX);
    MultiLayerNetwork theirs = ours.clone();
    ((org.deeplearning4j.nn.conf.layers.BaseOutputLayer) theirs.getOutputLayer().conf().getLayer())
        .setLossFn(LossFunctions.LossFunction.MCXENT.getILossFunction());
    assertEquals(theirs.score(data), ours.score(data), 1e-5);
    INDArray scores = ours.scoreExamples(data, false);
    assertTrue(theirs.scoreExamples(data, false).equalsWithEps(scores, 1e-4));
    for (int step = 0; step < 20; step++) {
      ours.fit(data);
      theirs.fit(data);
    }
    assertTrue(theirs.params().equalsWithEps(ours.params(), 1e-3), "after 20 steps");
    assertEquals(theirs.score(data), ours.score(data), 1e-3);
  }

  @Test
  void idsAndOneHotTrainAlike() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.FLOAT16}) {
      INDArray in = LossNetworks.uniform(type, 9, B, LossNetworks.INPUTS, T);
      INDArray ids = LossNetworks.ids(type, B, T, 10);
      SimilarityLoss loss = loss(LossSpec.of("soft-label"));
      MultiLayerNetwork one =
          LossNetworks.recurrent(LossNetworks.base(type, new Sgd(0.1)), loss, Activation.SOFTMAX);
      MultiLayerNetwork other = one.clone();
      INDArray before = one.params().dup();
      for (int step = 0; step < 3; step++) {
        one.fit(new DataSet(in, ids));
        other.fit(new DataSet(in, LossNetworks.oneHot(ids)));
      }
      assertEquals(one.params(), other.params(), type.name());
      assertNotEquals(before, one.params());
      assertTrue(Double.isFinite(one.score()), type.name());
    }
  }

  /** One sequence, and one step: shapes where DL4J's reshaping takes other paths. */
  @Test
  void singleRowsAndSteps() {
    SimilarityLoss loss = loss(LossSpec.of("soft-label"));
    for (int[] shape : new int[][] {{1, 5}, {4, 1}, {1, 1}}) {
      INDArray in =
          LossNetworks.uniform(DataType.FLOAT, 11, shape[0], LossNetworks.INPUTS, shape[1]);
      INDArray ids = LossNetworks.ids(DataType.FLOAT, shape[0], shape[1], 12);
      MultiLayerNetwork net =
          LossNetworks.recurrent(
              LossNetworks.base(DataType.FLOAT, new Adam(0.01)), loss, Activation.SOFTMAX);
      double byId = net.score(new DataSet(in, ids));
      assertEquals(net.score(new DataSet(in, LossNetworks.oneHot(ids))), byId, 1e-5);
      net.fit(new DataSet(in, ids));
      assertTrue(net.score(new DataSet(in, ids)) < byId);
    }
  }

  @Test
  void allMaskedTrainsNothing() {
    SimilarityLoss loss = loss(LossSpec.of("soft-label"));
    MultiLayerNetwork net =
        LossNetworks.recurrent(
            LossNetworks.base(DataType.FLOAT, new Adam(0.01)), loss, Activation.SOFTMAX);
    INDArray before = net.params().dup();
    DataSet data =
        new DataSet(
            LossNetworks.uniform(DataType.FLOAT, 13, B, LossNetworks.INPUTS, T),
            LossNetworks.ids(DataType.FLOAT, B, T, 14),
            null,
            Nd4j.zeros(DataType.FLOAT, B, T));
    net.fit(data);
    assertEquals(0, net.score());
    assertEquals(before, net.params());
  }

  @Test
  void aLanguageModelLearns() {
    // The next word is the last one plus one or plus three, by turns: only a memory knows.
    int steps = 8;
    INDArray in = Nd4j.zeros(DataType.FLOAT, LossNetworks.V, 1, steps);
    INDArray next = Nd4j.zeros(DataType.FLOAT, LossNetworks.V, 1, steps);
    for (int b = 0; b < LossNetworks.V; b++) {
      int word = b;
      for (int t = 0; t < steps; t++) {
        in.putScalar(b, 0, t, word);
        word = (word + (t % 2 == 0 ? 1 : 3)) % LossNetworks.V;
        next.putScalar(b, 0, t, word);
      }
    }
    LossSpec spec = LossSpec.of("soft-label").with("neighbours", 3);
    MultiLayerNetwork net =
        LossNetworks.languageModel(
            LossNetworks.base(DataType.FLOAT, new Adam(0.02)), loss(spec), steps);
    double first = net.score(new DataSet(in, next));
    for (int step = 0; step < 150; step++) {
      net.fit(new DataSet(in, next));
    }
    assertTrue(net.score() < 0.6 * first, first + " became " + net.score());
    INDArray best = net.output(in).argMax(1);
    int right = 0;
    for (int b = 0; b < LossNetworks.V; b++) {
      for (int t = 0; t < steps; t++) {
        right += best.getInt(b, t) == next.getInt(b, 0, t) ? 1 : 0;
      }
    }
    assertTrue(right > 0.9 * LossNetworks.V * steps, right + " right");
  }

  @Test
  void aGraphTrains() {
    ComputationGraph net =
        LossNetworks.graph(
            LossNetworks.base(DataType.FLOAT, new Adam(0.02)),
            loss(LossSpec.of("weighted-ce")),
            Activation.IDENTITY);
    MultiDataSet data =
        new MultiDataSet(
            new INDArray[] {LossNetworks.uniform(DataType.FLOAT, 15, B, LossNetworks.INPUTS, T)},
            new INDArray[] {LossNetworks.ids(DataType.FLOAT, B, T, 16)});
    double first = net.score(data);
    for (int step = 0; step < 30; step++) {
      net.fit(data);
    }
    assertTrue(net.score(data) < first - 0.1, first + " became " + net.score(data));
  }

  @Test
  void similaritiesFollowATrainedEmbedding() {
    int steps = 4;
    SimilarityLoss loss = loss(LossSpec.of("soft-label").with("neighbours", 3));
    MultiLayerNetwork net =
        LossNetworks.languageModel(LossNetworks.base(DataType.FLOAT, new Adam(0.05)), loss, steps);
    net.addListeners(new RefreshSimilarities(loss, "0_W", 2));
    DataSet data =
        new DataSet(
            LossNetworks.ids(DataType.FLOAT, B, steps, 17),
            LossNetworks.ids(DataType.FLOAT, B, steps, 18));
    ReconstructionLoss first = loss.loss();
    net.fit(data);
    assertEquals(first, loss.loss(), "not after the first");
    net.fit(data);
    ReconstructionLoss second = loss.loss();
    assertNotEquals(first, second);
    INDArray weights = net.paramTable().get("0_W");
    float[] rows = weights.dup('c').data().asFloat();
    SimilarityLoss fresh =
        SimilarityLoss.builder(
                LossSpec.of("soft-label").with("neighbours", 3),
                io.github.simloss.embedding.UnitVectors.of(rows, LossNetworks.V, 8))
            .build();
    assertEquals(fresh, loss);
    net.fit(data);
    assertEquals(second, loss.loss(), "not after the third");

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RefreshSimilarities(loss, "9_W", 1).iterationDone(net, 1, 0));
    assertTrue(e.getMessage().contains("'9_W'") && e.getMessage().contains("0_W"), e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RefreshSimilarities(loss, "1_W", 1).iterationDone(net, 1, 0));
    assertTrue(e.getMessage().contains("[8, 64]"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new RefreshSimilarities(loss, "0_W", 0));
  }

  /** A network that was saved and loaded has a loss of its own. */
  @Test
  void similaritiesOfALoadedNetworkAreRefreshed() throws Exception {
    int steps = 5;
    LossSpec spec = LossSpec.of("soft-label").with("neighbours", 3);
    SimilarityLoss loss =
        SimilarityLoss.builder(spec, LossNetworks.vectors(), Set.of(2, 7)).paddingId(-1).build();
    MultiLayerNetwork net =
        LossNetworks.languageModel(LossNetworks.base(DataType.FLOAT, new Adam(0.05)), loss, steps);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(net, file, true);
    MultiLayerNetwork read =
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()));
    SimilarityLoss own =
        (SimilarityLoss) ((BaseOutputLayer) read.getOutputLayer().conf().getLayer()).getLossFn();
    assertNotSame(loss, own);
    ReconstructionLoss first = own.loss();
    DataSet data =
        new DataSet(
            LossNetworks.ids(DataType.FLOAT, B, steps, 17),
            LossNetworks.ids(DataType.FLOAT, B, steps, 18));
    read.addListeners(new RefreshSimilarities("0_W", 2));
    read.fit(data);
    assertSame(first, own.loss(), "not after the first");
    read.fit(data);
    float[] rows = read.paramTable().get("0_W").dup('c').data().asFloat();
    UnitVectors vectors = UnitVectors.of(rows, LossNetworks.V, 8);
    assertEquals(
        SimilarityLoss.builder(spec, vectors, Set.of(2, 7)).paddingId(-1).build(),
        own,
        "with the words that stay one-hot");
    own.refresh(LossNetworks.vectors());
    assertEquals(loss, own);

    // The loss that the network was once built with is not the network's.
    RefreshSimilarities old = new RefreshSimilarities(loss, "0_W", 1);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> old.iterationDone(read, 1, 0));
    assertTrue(e.getMessage().contains("new RefreshSimilarities(\"0_W\", 1)"), e.getMessage());
    new RefreshSimilarities(own, "0_W", 1).iterationDone(read, 1, 0);
    assertNotEquals(loss, own);
  }

  @Test
  void whatCannotBeRefreshedSaysSo() {
    SimilarityLoss finished = SimilarityLoss.of(ReconstructionLoss.crossEntropy(LossNetworks.V));
    MultiLayerNetwork net =
        LossNetworks.languageModel(LossNetworks.base(DataType.FLOAT, new Adam(0.1)), finished, 5);
    assertThrows(
        IllegalStateException.class,
        () -> new RefreshSimilarities("0_W", 1).iterationDone(net, 1, 0));
    MultiLayerNetwork other =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(2)
                        .nOut(3)
                        .build())
                .build());
    other.init();
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RefreshSimilarities("0_W", 1).iterationDone(other, 1, 0));
    assertTrue(e.getMessage().contains("no SimilarityLoss"), e.getMessage());
  }

  @Test
  void aLayerOfAnotherWidth() {
    SimilarityLoss loss = SimilarityLoss.of(ReconstructionLoss.crossEntropy(LossNetworks.V + 1));
    MultiLayerNetwork net =
        LossNetworks.feedForward(
            LossNetworks.base(DataType.FLOAT, new Adam(0.1)), loss, Activation.SOFTMAX);
    DataSet data =
        new DataSet(
            LossNetworks.uniform(DataType.FLOAT, 1, 2, LossNetworks.INPUTS), Nd4j.zeros(2, 1));
    Exception e = assertThrows(Exception.class, () -> net.fit(data));
    assertTrue(e.getMessage().contains("9 outputs"), e.getMessage());
    assertTrue(e.getMessage().contains("10 words"), e.getMessage());
  }
}
