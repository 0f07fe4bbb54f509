package io.github.simloss.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.simloss.SimlossException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Core stands in floors, and each rule that says so fails on packages that break it. */
class ArchitectureTest {
  private static final Floors CORE = new Floors(SimlossException.class.getPackageName());
  private static final Floors BROKEN =
      new Floors(ArchitectureTest.class.getPackageName() + ".broken");

  private static final JavaClasses CORE_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(CORE.root());
  private static final JavaClasses BROKEN_CLASSES =
      new ClassFileImporter().importPackages(BROKEN.root());

  static List<String> floors() {
    return Floors.NAMES;
  }

  @Test
  void everyPackageStandsOnAFloor() {
    CORE.everyPackageStandsOnAFloor().check(CORE_CLASSES);
    assertBreaks(BROKEN.everyPackageStandsOnAFloor(), "cellar.Nowhere");
  }

  @ParameterizedTest
  @MethodSource("floors")
  void aFloorImportsOnlyThoseBelow(String floor) {
    // Fails on a floor without classes, for then the rule would check nothing.
    CORE.importsOnlyThoseBelow(floor).check(CORE_CLASSES);
  }

  @Test
  void aFloorThatImportsUpwardsIsSeen() {
    assertBreaks(BROKEN.importsOnlyThoseBelow("io"), "loss.Middle");
    assertBreaks(BROKEN.importsOnlyThoseBelow("loss"), "cellar.Nowhere");
    BROKEN.importsOnlyThoseBelow("train").check(BROKEN_CLASSES);
  }

  @Test
  void theGroundImportsNoFloor() {
    CORE.theGroundImportsNoFloor().check(CORE_CLASSES);
    assertBreaks(BROKEN.theGroundImportsNoFloor(), "io.Upwards");
  }

  @Test
  void thereAreNoCircles() {
    CORE.noCircles().check(CORE_CLASSES);
    assertBreaks(BROKEN.noCircles(), "Cycle detected");
  }

  @Test
  void coreNeedsTheJdkAndJacksonOnly() {
    CORE.onlyTheJdkAndJackson().check(CORE_CLASSES);
    assertBreaks(BROKEN.onlyTheJdkAndJackson(), "com.google.common.jimfs");
  }

  @Test
  void everyPackageIsDescribed() throws IOException {
    Map<Path, Boolean> described = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        described.merge(file.getParent(), isDescription(file), Boolean::logicalOr);
      }
    }
    assertTrue(described.size() > Floors.NAMES.size(), () -> "packages: " + described.keySet());
    List<Path> bare = new ArrayList<>(described.keySet());
    bare.removeIf(described::get);
    assertEquals(List.of(), bare, "packages without a package-info.java with Javadoc");
  }

  private static boolean isDescription(Path file) throws IOException {
    return file.endsWith("package-info.java") && Files.readString(file).startsWith("/**");
  }

  private static void assertBreaks(ArchRule rule, String culprit) {
    AssertionError error = assertThrows(AssertionError.class, () -> rule.check(BROKEN_CLASSES));
    assertTrue(error.getMessage().contains(culprit), error.getMessage());
  }
}
