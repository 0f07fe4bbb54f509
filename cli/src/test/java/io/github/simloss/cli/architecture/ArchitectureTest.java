package io.github.simloss.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.simloss.SimlossException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The modules above core know core and not each other; the command line knows no engine. */
class ArchitectureTest {
  private static final Modules MODULES = new Modules(SimlossException.class.getPackageName());
  private static final Modules BROKEN =
      new Modules(ArchitectureTest.class.getPackageName() + ".broken");
  private static final List<String> MIDDLE = List.of("embeddings", "djl", "dl4j");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(MODULES.root());
  private static final JavaClasses BROKEN_CLASSES =
      new ClassFileImporter().importPackages(BROKEN.root());

  @ParameterizedTest
  @CsvSource({"embeddings, embeddings", "djl, backend-djl", "dl4j, backend-dl4j"})
  void aModuleKnowsCoreOnly(String module, String folder) {
    // A rule that finds no class fails, but for a module that has none yet.
    boolean hasClasses = Files.isDirectory(Path.of("..", folder, "src", "main", "java"));
    MODULES.knowsCoreOnly(module, MIDDLE).allowEmptyShould(!hasClasses).check(CLASSES);
  }

  @Test
  void aModuleThatKnowsMoreIsSeen() {
    assertBreaks(BROKEN.knowsCoreOnly("djl", MIDDLE), "dl4j.Neighbour");
    assertBreaks(BROKEN.knowsCoreOnly("dl4j", MIDDLE), "cli.Face");
    assertBreaks(BROKEN.knowsCoreOnly("embeddings", MIDDLE), "djl.KnowsItsNeighbour");
  }

  @Test
  void theCommandLineKnowsNoEngine() {
    MODULES.theFaceKnowsNoEngine().check(CLASSES);
    assertBreaks(BROKEN.theFaceKnowsNoEngine(), "org.nd4j");
    assertBreaks(BROKEN.theFaceKnowsNoEngine(), "dl4j.Neighbour");
  }

  @Test
  void onlyTheFaceHasAFace() {
    MODULES.onlyTheFaceHasAFace().check(CLASSES);
    assertBreaks(BROKEN.onlyTheFaceHasAFace(), "picocli.CommandLine");
  }

  private static void assertBreaks(ArchRule rule, String culprit) {
    AssertionError error = assertThrows(AssertionError.class, () -> rule.check(BROKEN_CLASSES));
    assertTrue(error.getMessage().contains(culprit), error.getMessage());
  }
}
