package io.github.simloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backends;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar that users put beside Spark; tests run on it where {@code spark.version} is named. */
class JarTest {
  private Path jar;

  private static Path place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @BeforeEach
  void find() throws Exception {
    jar = place(Main.class);
    assumeTrue(
        Files.isRegularFile(jar), "these tests run on classes: name a Spark, -Dspark.version");
  }

  @Test
  void allOfOursIsOfThisJarAndSparkOfTheNamedRelease() throws Exception {
    List<URL> cores =
        Collections.list(
            getClass()
                .getClassLoader()
                .getResources(SimlossException.class.getName().replace('.', '/') + ".class"));
    assertEquals(1, cores.size(), cores::toString);
    assertEquals(jar, place(SimlossException.class));
    String wanted = System.getProperty("simloss.spark.version");
    assertEquals(wanted, LocalSpark.get().version());
    assertTrue(place(Model.class).endsWith("spark-mllib_2.13-" + wanted + ".jar"));
  }

  @Test
  void jacksonHasAnotherNameAndNobodySpeaksForALogger() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      List<String> others;
      try (Stream<String> names = file.stream().map(entry -> entry.getName())) {
        others =
            names
                .filter(name -> name.endsWith(".class"))
                .filter(name -> !name.startsWith("io/github/simloss/"))
                .filter(name -> !name.startsWith("org/jspecify/"))
                .toList();
      }
      assertEquals(List.of(), others);
      assertNotNull(file.getEntry("io/github/simloss/shaded/jackson/databind/ObjectMapper.class"));
      assertNull(file.getEntry("META-INF/services/org.slf4j.spi.SLF4JServiceProvider"));
      assertNull(file.getEntry("module-info.class"));
    }
  }

  @Test
  void everyEngineIsFound() {
    assertEquals(
        List.of("djl", "dl4j", "java"),
        Backends.discover().all().stream().map(backend -> backend.name()).sorted().toList());
  }
}
