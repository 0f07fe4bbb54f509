package mine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.embedding.UnitVectors;
import java.io.File;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoreOnlyTest {
  @Test
  void aNearWordCostsLessThanAFarOne() {
    UnitVectors vectors = UnitVectors.of(new float[] {1, 0, 0.9f, 0.1f, 0, 1}, 3, 2);
    LossContext context = new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA);
    ReconstructionLoss loss =
        Losses.discover().create(LossSpec.of("soft-label").with("neighbours", 2), context);
    int[] target = {0};
    double near = ReferenceLoss.of(loss).evaluate(new double[] {0, 5, 0}, target, -1).value();
    double far = ReferenceLoss.of(loss).evaluate(new double[] {0, 0, 5}, target, -1).value();
    assertTrue(near < far, near + " and " + far);
  }

  @Test
  void theOnlyEngineIsPlainJava() {
    assertEquals(List.of("java"), Backends.discover().all().stream().map(Backend::name).toList());
    String classPath = System.getProperty("java.class.path");
    assertTrue(classPath.contains("simloss-core"), classPath);
    for (String other : new String[] {"nd4j", "deeplearning4j", "ai.djl", "guice", "picocli"}) {
      String folder = other.replace('.', File.separatorChar);
      assertFalse(classPath.contains(folder), classPath);
    }
    assertThrows(ClassNotFoundException.class, () -> Class.forName("org.nd4j.linalg.factory.Nd4j"));
  }

  @Test
  void theJarNamesItsModule() throws Exception {
    var url = Losses.class.getProtectionDomain().getCodeSource().getLocation();
    try (var jar = new java.util.jar.JarFile(new File(url.toURI()))) {
      assertEquals(
          "io.github.simloss.core",
          jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
    }
  }

  @Test
  void theLoggingIsMine() {
    String classPath = System.getProperty("java.class.path");
    String mine = System.getProperty("slf4j.version");
    assertTrue(classPath.contains("slf4j-simple-" + mine + ".jar"), classPath);
    assertTrue(classPath.contains("slf4j-api-" + mine + ".jar"), classPath);
  }
}
