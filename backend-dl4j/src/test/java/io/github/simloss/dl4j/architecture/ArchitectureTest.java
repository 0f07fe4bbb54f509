package io.github.simloss.dl4j.architecture;

import io.github.simloss.dl4j.Dl4jBackend;
import io.github.simloss.testing.RoomsTest;
import java.util.Map;
import java.util.Set;

/** The module's packages are the API and the rooms named here, each with the rooms it may use. */
class ArchitectureTest extends RoomsTest {
  ArchitectureTest() {
    super(
        Dl4jBackend.class,
        Map.of(
            "runtime", Set.of(),
            "export", Set.of("runtime"),
            "array", Set.of("runtime"),
            "lstm", Set.of("array", "runtime"),
            "loss", Set.of("array", "runtime"),
            "layer", Set.of("array", "loss", "runtime"),
            "optimizer", Set.of("array", "runtime"),
            "encoder", Set.of("array", "lstm", "runtime"),
            "decoder", Set.of("array", "encoder", "loss", "lstm", "runtime"),
            "model",
                Set.of("array", "decoder", "encoder", "loss", "lstm", "optimizer", "runtime")));
  }
}
