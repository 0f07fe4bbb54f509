package mine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.dl4j.SimilarityLoss;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.embedding.UnitVectors;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.slf4j.LoggerFactory;

class WithDl4jTest {
  @Test
  void aNetworkLearns() {
    UnitVectors vectors = UnitVectors.of(new float[] {1, 0, 0.9f, 0.1f, 0, 1}, 3, 2);
    SimilarityLoss loss =
        SimilarityLoss.builder(LossSpec.of("soft-label").with("neighbours", 2), vectors).build();
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.1))
                .list()
                .layer(
                    new OutputLayer.Builder(loss)
                        .activation(Activation.SOFTMAX)
                        .nIn(3)
                        .nOut(3)
                        .build())
                .build());
    net.init();
    INDArray words = Nd4j.eye(3);
    DataSet data = new DataSet(words, words);
    double before = net.score(data);
    for (int step = 0; step < 50; step++) {
      net.fit(data);
    }
    assertTrue(net.score(data) < before, before + " to " + net.score(data));
  }

  @Test
  void thereIsOneEngineBesidesPlainJava() {
    Set<String> names =
        Backends.discover().all().stream().map(Backend::name).collect(Collectors.toSet());
    assertEquals(Set.of("java", "dl4j"), names);
    assertThrows(ClassNotFoundException.class, () -> Class.forName("ai.djl.engine.Engine"));
  }

  @Test
  void theLoggingIsMine() {
    String classPath = System.getProperty("java.class.path");
    String mine = System.getProperty("logback.version");
    assertTrue(classPath.contains("logback-classic-" + mine + ".jar"), classPath);
    assertEquals(
        "ch.qos.logback.classic.LoggerContext",
        LoggerFactory.getILoggerFactory().getClass().getName());
    // What Logback asks for, newer than what ND4J does.
    assertTrue(classPath.contains("slf4j-api-2."), classPath);
  }
}
