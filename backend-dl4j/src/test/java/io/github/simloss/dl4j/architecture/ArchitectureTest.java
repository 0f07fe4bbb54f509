package io.github.simloss.dl4j.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.simloss.dl4j.Dl4jBackend;
import io.github.simloss.testing.EngineRooms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The module's packages are the API and the rooms named here, each with the rooms it may use. */
class ArchitectureTest {
  private static final EngineRooms ROOMS =
      new EngineRooms(
          Dl4jBackend.class.getPackageName(),
          new TreeMap<>(
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
                      Set.of(
                          "array", "decoder", "encoder", "loss", "lstm", "optimizer", "runtime"))));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOMS.root());

  static Set<String> rooms() {
    return ROOMS.mayUse().keySet();
  }

  @Test
  void everyPackageIsKnown() {
    ROOMS.everyPackageIsKnown().check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyThoseBelow(String room) {
    ROOMS.usesOnlyThoseBelow(room).check(CLASSES);
  }

  @Test
  void thereAreNoCircles() {
    ROOMS.noCircles().check(CLASSES);
  }

  @Test
  void packagesAreSmallAndDescribed() throws IOException {
    ROOMS.requireSmallDescribedPackages(Path.of("src", "main", "java"));
  }
}
