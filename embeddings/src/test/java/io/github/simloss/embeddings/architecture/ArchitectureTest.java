package io.github.simloss.embeddings.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.simloss.embeddings.VectorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The module consists of rooms, and each rule that says so fails on packages that break it. */
class ArchitectureTest {
  private static final Rooms OURS = new Rooms(VectorFile.class.getPackageName());
  private static final Rooms BROKEN =
      new Rooms(ArchitectureTest.class.getPackageName() + ".broken");

  private static final JavaClasses OUR_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(OURS.root());
  private static final JavaClasses BROKEN_CLASSES =
      new ClassFileImporter().importPackages(BROKEN.root());

  static Set<String> rooms() {
    return Rooms.MAY_USE.keySet();
  }

  @Test
  void everyPackageIsKnown() {
    OURS.everyPackageIsKnown().check(OUR_CLASSES);
    assertBreaks(BROKEN.everyPackageIsKnown(), "cellar.Nowhere");
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyThoseBelow(String room) {
    // Fails on a room without classes, for then the rule would check nothing.
    OURS.usesOnlyThoseBelow(room).check(OUR_CLASSES);
  }

  @Test
  void aRoomThatUsesOneAboveIsSeen() {
    assertBreaks(BROKEN.usesOnlyThoseBelow("bytes"), "scan.Allowed");
    BROKEN.usesOnlyThoseBelow("scan").check(BROKEN_CLASSES);
  }

  @Test
  void roomsUseOnlyValuesOfTheRoot() {
    OURS.roomsUseOnlyValuesOfTheRoot().check(OUR_CLASSES);
    String message = assertBreaks(BROKEN.roomsUseOnlyValuesOfTheRoot(), "Upwards.entry");
    assertTrue(!message.contains("Allowed.value"), message);
  }

  @Test
  void valuesUseNoRoom() {
    OURS.valuesUseNoRoom().check(OUR_CLASSES);
    assertBreaks(BROKEN.valuesUseNoRoom(), "Origin.room");
    for (String name : Rooms.VALUES) {
      assertTrue(OURS.isValue(OUR_CLASSES.get(OURS.root() + "." + name)), name);
    }
  }

  @Test
  void thereAreNoCircles() {
    OURS.noCircles().check(OUR_CLASSES);
    assertBreaks(BROKEN.noCircles(), "Cycle detected");
  }

  @Test
  void needsCoreTheJdkAndOneParserOnly() {
    OURS.onlyCoreTheJdkAndOneParser().check(OUR_CLASSES);
    assertBreaks(BROKEN.onlyCoreTheJdkAndOneParser(), "org.junit.jupiter");
  }

  @Test
  void everyPackageIsDescribed() throws IOException {
    Map<Path, Boolean> described = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        described.merge(file.getParent(), isDescription(file), Boolean::logicalOr);
      }
    }
    assertEquals(rooms().size() + 1, described.size(), () -> "packages: " + described.keySet());
    List<Path> bare = new ArrayList<>(described.keySet());
    bare.removeIf(described::get);
    assertEquals(List.of(), bare, "packages without a package-info.java with Javadoc");
  }

  private static boolean isDescription(Path file) throws IOException {
    return file.endsWith("package-info.java") && Files.readString(file).startsWith("/**");
  }

  private static String assertBreaks(ArchRule rule, String culprit) {
    AssertionError error = assertThrows(AssertionError.class, () -> rule.check(BROKEN_CLASSES));
    assertTrue(error.getMessage().contains(culprit), error.getMessage());
    return error.getMessage();
  }
}
