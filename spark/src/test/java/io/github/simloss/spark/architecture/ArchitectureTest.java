package io.github.simloss.spark.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.github.simloss.spark.AutoencoderModel;
import io.github.simloss.testing.RoomsTest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The module's packages are the API and the rooms named here, each with the rooms it may use. */
class ArchitectureTest extends RoomsTest {
  ArchitectureTest() {
    super(
        AutoencoderModel.class,
        Map.of(
            "ring", Set.of(),
            "files", Set.of(),
            "settings", Set.of(),
            "command", Set.of(),
            "encode", Set.of(),
            "params", Set.of("files"),
            "words", Set.of("params"),
            "train", Set.of("encode", "files", "ring")));
  }

  @Test
  void noEngineIsNamedAndTheRingKnowsNothingOfSpark() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.github.simloss.djl..", "io.github.simloss.dl4j..")
        .check(classes());
    noClasses()
        .that()
        .resideInAPackage(AutoencoderModel.class.getPackageName() + ".internal.ring")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache..", "scala..")
        .check(classes());
  }
}
