package io.github.simloss.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.dl4j.internal.layer.LossTables;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.random.SeededRandom;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.common.util.SerializationUtils;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The loss in files: inside a network's configuration, and beside it. */
class SimilarityLossFilesTest {
  @TempDir Path folder;

  private static List<SimilarityLoss> all() {
    List<SimilarityLoss> all = new ArrayList<>();
    for (LossFactory factory : Losses.discover().all()) {
      all.add(
          SimilarityLoss.builder(LossSpec.of(factory.name()), LossNetworks.vectors())
              .paddingId(-1)
              .build());
    }
    int size = LossNetworks.V;
    TargetWeights dense =
        new TargetWeights.Dense(size, Models.uniform(new SeededRandom(2), size * size, 1));
    all.add(
        SimilarityLoss.of(
            ReconstructionLoss.of("own", Link.IDENTITY, 0.5, dense, Reduction.POSITION_MEAN)));
    return all;
  }

  private static MultiLayerNetwork net(SimilarityLoss loss) {
    return LossNetworks.recurrent(
        LossNetworks.base(DataType.FLOAT, new Adam(0.01)), loss, Activation.SOFTMAX);
  }

  private static SimilarityLoss lossOf(MultiLayerNetwork net) {
    return (SimilarityLoss) ((BaseOutputLayer) net.getOutputLayer().conf().getLayer()).getLossFn();
  }

  private static DataSet data() {
    INDArray ids = LossNetworks.ids(DataType.FLOAT, 3, 4, 2);
    // Padding, outside [0, V).
    ids.putScalar(0, 0, 3, -1);
    return new DataSet(LossNetworks.uniform(DataType.FLOAT, 1, 3, LossNetworks.INPUTS, 4), ids);
  }

  private static void assertSame(SimilarityLoss want, SimilarityLoss got) {
    assertEquals(want, got);
    assertEquals(want.hashCode(), got.hashCode());
    assertEquals(want.name(), got.name());
    assertEquals(want.paddingId(), got.paddingId());
    assertEquals(want.loss().reduction(), got.loss().reduction());
  }

  @Test
  void jsonAndYaml() {
    for (SimilarityLoss loss : all()) {
      MultiLayerConfiguration configuration = net(loss).getLayerWiseConfigurations();
      String json = configuration.toJson();
      MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(json);
      assertEquals(configuration, read);
      assertEquals(json, read.toJson());
      MultiLayerNetwork net = new MultiLayerNetwork(read);
      net.init();
      assertSame(loss, lossOf(net));
      assertEquals(
          configuration, MultiLayerConfiguration.fromYaml(configuration.toYaml()), loss.name());
    }
  }

  @Test
  void savedNetworksGoOnAsIfNothingHadHappened() throws Exception {
    for (SimilarityLoss loss : all()) {
      if (loss.name().contains("own")) {
        continue; // has no padding id
      }
      MultiLayerNetwork net = net(loss);
      net.fit(data());
      File file = folder.resolve("net-" + loss.loss().name() + ".zip").toFile();
      ModelSerializer.writeModel(net, file, true);
      MultiLayerNetwork read = ModelSerializer.restoreMultiLayerNetwork(file, true);
      assertSame(loss, lossOf(read));
      assertEquals(net.score(data()), read.score(data()), loss.name());
      net.fit(data());
      read.fit(data());
      assertEquals(net.params(), read.params(), loss.name());
    }
  }

  @Test
  void savedGraphs() throws Exception {
    SimilarityLoss loss = all().get(0);
    ComputationGraph net =
        LossNetworks.graph(
            LossNetworks.base(DataType.FLOAT, new Adam(0.01)), loss, Activation.SOFTMAX);
    net.fit(data());
    File file = folder.resolve("graph.zip").toFile();
    ModelSerializer.writeModel(net, file, true);
    ComputationGraph read = ModelSerializer.restoreComputationGraph(file, true);
    assertEquals(net.score(data()), read.score(data()));
  }

  @Test
  void javaSerializationCarriesTheJson() {
    for (SimilarityLoss loss : all()) {
      SimilarityLoss read = SerializationUtils.fromByteArray(SerializationUtils.toByteArray(loss));
      assertSame(loss, read);
    }
  }

  @Test
  void tablesInAFileOfTheirOwn() throws Exception {
    Path tables = folder.resolve("neighbours.bin");
    SimilarityLoss.Builder builder =
        SimilarityLoss.builder(LossSpec.of("soft-label"), LossNetworks.vectors())
            .tablesFile(tables);
    SimilarityLoss loss = builder.build();
    assertEquals(LossNetworks.V * 5 * 8L, Files.size(tables), "V x N ids and weights");
    String json = net(loss).getLayerWiseConfigurations().toJson();
    assertTrue(json.contains("neighbours.bin") && !json.contains("\"tables\""), json);
    SimilarityLoss read = lossOf(network(json));
    assertSame(loss, read);
    assertEquals(json, net(read).getLayerWiseConfigurations().toJson(), "and refers to it again");
    // Building again over the same tables is no harm; over others it is.
    assertEquals(loss, builder.build());
    SimilarityLoss.Builder other =
        SimilarityLoss.builder(
                LossSpec.of("soft-label").with("neighbours", 3), LossNetworks.vectors())
            .tablesFile(tables);
    message(assertThrows(SimlossException.class, other::build), tables.toString(), "other tables");

    // Refreshed, the file is not the loss any more.
    loss.refresh(
        UnitVectors.of(
            Models.uniform(new SeededRandom(99), LossNetworks.V * 3, 1), LossNetworks.V, 3));
    String fresh = net(loss).getLayerWiseConfigurations().toJson();
    assertFalse(fresh.contains("neighbours.bin"), fresh);
    assertSame(loss, lossOf(network(fresh)));

    byte[] bytes = Files.readAllBytes(tables);
    bytes[17] ^= 1;
    Files.write(tables, bytes);
    message(assertThrows(Exception.class, () -> network(json)), "neighbours.bin", "SHA-256");
    Files.delete(tables);
    message(assertThrows(Exception.class, () -> network(json)), "there is no tables' file");
  }

  private static MultiLayerNetwork network(String json) {
    MultiLayerNetwork net = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json));
    net.init();
    return net;
  }

  @Test
  void garbledForms() throws Exception {
    String[][] edits = {
      {"\"format\":1", "\"format\":2", "format 2"},
      {"\"vocabularySize\":9", "\"vocabularySize\":10", "bytes"},
      {"\"vocabularySize\":9", "\"vocabularySize\":-1", "vocabularySize"},
      {"\"vocabularySize\":9", "\"vocabularySize\":2000000000", "beyond 2 GB"},
      {"\"columns\":5", "\"columns\":-5", "-5 columns"},
      {"\"columns\":5", "\"columns\":500", "500 columns"},
      {"\"weights\":\"sparse\"", "\"weights\":\"hazy\"", "hazy"},
      {"\"weights\":\"sparse\"", "\"weights\":\"factored\"", "bytes"},
      {"\"link\":\"log\"", "\"link\":\"exp\"", "exp"},
      {"\"epsilon\":1.0E-5", "\"epsilon\":-1", "epsilon"},
      {"\"reduction\":\"token-mean\"", "\"reduction\":\"sum\"", "sum"},
      {"\"tables\":\"", "\"tables\":\"AAAA", "bytes"},
      {"\"tables\":", "\"no\":", "tables"},
    };
    ObjectMapper mapper = new ObjectMapper();
    mapper.configure(
        org.nd4j.shade.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    SimilarityLoss loss =
        SimilarityLoss.builder(LossSpec.of("soft-label"), LossNetworks.vectors()).build();
    String json = mapper.writeValueAsString(loss);
    assertSame(loss, mapper.readValue(json, SimilarityLoss.class));
    for (String[] edit : edits) {
      String bad = json.replace(edit[0], edit[1]);
      assertNotEquals(json, bad, edit[0]);
      message(
          assertThrows(Exception.class, () -> mapper.readValue(bad, SimilarityLoss.class), bad),
          edit[2]);
    }
    // An id outside the vocabulary, in the table itself.
    byte[] bytes = LossTables.bytes(loss.loss());
    bytes[3] = 77;
    String bad =
        json.replaceFirst(
            "\"tables\":\"[^\"]*\"",
            "\"tables\":\"" + java.util.Base64.getEncoder().encodeToString(bytes) + "\"");
    message(
        assertThrows(Exception.class, () -> mapper.readValue(bad, SimilarityLoss.class)),
        "outside [0, 9)");
  }

  @Test
  void equality() {
    SimilarityLoss loss =
        SimilarityLoss.builder(LossSpec.of("soft-label"), LossNetworks.vectors()).build();
    assertEquals(
        loss, SimilarityLoss.builder(LossSpec.of("soft-label"), LossNetworks.vectors()).build());
    assertNotEquals(
        loss,
        SimilarityLoss.builder(LossSpec.of("soft-label"), LossNetworks.vectors())
            .paddingId(0)
            .build());
    assertNotEquals(
        loss,
        SimilarityLoss.builder(
                LossSpec.of("soft-label").with("epsilon", 0.1), LossNetworks.vectors())
            .build());
    assertNotEquals(loss, SimilarityLoss.of(ReconstructionLoss.crossEntropy(LossNetworks.V)));
    List<SimilarityLoss> all = all();
    for (int a = 0; a < all.size(); a++) {
      for (int b = 0; b < all.size(); b++) {
        assertEquals(a == b, all.get(a).equals(all.get(b)), all.get(a) + ", " + all.get(b));
      }
    }
  }

  /** Somewhere among the causes. */
  private static void message(Throwable e, String... parts) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      all.append(cause.getMessage()).append('\n');
    }
    for (String part : parts) {
      assertTrue(all.toString().contains(part), part + " is not in: " + all);
    }
  }
}
