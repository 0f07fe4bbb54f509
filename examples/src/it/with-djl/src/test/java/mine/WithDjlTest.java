package mine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.djl.SimilarityLoss;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.embedding.UnitVectors;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WithDjlTest {
  @Test
  void theEngineAndItsLossAgree() {
    UnitVectors vectors = UnitVectors.of(new float[] {1, 0, 0.9f, 0.1f, 0, 1}, 3, 2);
    LossContext context = new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA);
    ReconstructionLoss loss =
        Losses.discover().create(LossSpec.of("soft-label").with("neighbours", 2), context);
    Backend backend = Backends.discover().get("djl");
    assertTrue(backend.description().startsWith("PyTorch "), backend.description());
    float[] logits = {0, 5, 0};
    double value = backend.open(Device.CPU).loss(loss, logits, new int[] {0}, -1).value();
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
        SimilarityLoss theirs = SimilarityLoss.of(loss)) {
      assertEquals(
          value,
          theirs
              .evaluate(
                  new NDList(manager.create(new int[] {0})),
                  new NDList(manager.create(logits, new Shape(1, 3))))
              .getFloat(),
          1e-6);
    }
  }

  @Test
  void thereIsOneEngineBesidesPlainJava() {
    Set<String> names =
        Backends.discover().all().stream().map(Backend::name).collect(Collectors.toSet());
    assertEquals(Set.of("java", "djl"), names);
    assertThrows(ClassNotFoundException.class, () -> Class.forName("org.nd4j.linalg.factory.Nd4j"));
  }

  @Test
  void theLoggingIsMine() {
    String classPath = System.getProperty("java.class.path");
    String mine = System.getProperty("slf4j.version");
    assertTrue(classPath.contains("slf4j-simple-" + mine + ".jar"), classPath);
    assertTrue(classPath.contains("slf4j-api-" + mine + ".jar"), classPath);
    assertFalse(classPath.contains("slf4j-api-2"), classPath);
  }
}
