package io.github.simloss.spark.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.simloss.spark.AutoencoderModel;
import io.github.simloss.testing.EngineRooms;
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
          AutoencoderModel.class.getPackageName(),
          new TreeMap<>(
              Map.of(
                  "ring", Set.of(),
                  "files", Set.of(),
                  "settings", Set.of(),
                  "command", Set.of(),
                  "encode", Set.of(),
                  "params", Set.of("files"),
                  "words", Set.of("params"),
                  "train", Set.of("encode", "files", "ring"))));

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
  void noEngineIsNamedAndTheRingKnowsNothingOfSpark() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.github.simloss.djl..", "io.github.simloss.dl4j..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOMS.root() + ".internal.ring")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache..", "scala..")
        .check(CLASSES);
  }
}
