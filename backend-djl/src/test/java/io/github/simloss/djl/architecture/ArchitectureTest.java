package io.github.simloss.djl.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.simloss.djl.DjlBackend;
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
          DjlBackend.class.getPackageName(),
          new TreeMap<>(
              Map.of(
                  "runtime", Set.of(),
                  "array", Set.of(),
                  "lstm", Set.of(),
                  "loss", Set.of("array"),
                  "optimizer", Set.of("array", "runtime"),
                  "model", Set.of("array", "loss", "lstm", "optimizer", "runtime"))));

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
