package io.github.simloss.testing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That a module's packages are its API and the rooms named for it, each with the rooms it may use.
 * What else holds of a module is the extending class's own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RoomsTest {
  private final ModuleRooms rooms;
  private final JavaClasses classes;

  /**
   * Reads the module's classes.
   *
   * @param api a type of the root package
   * @param mayUse each room with the rooms that it may use
   */
  protected RoomsTest(Class<?> api, Map<String, Set<String>> mayUse) {
    rooms = new ModuleRooms(api.getPackageName(), new TreeMap<>(mayUse));
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(rooms.root());
  }

  /** The module's classes, without its tests. */
  protected final JavaClasses classes() {
    return classes;
  }

  Set<String> rooms() {
    return rooms.mayUse().keySet();
  }

  @Test
  void everyPackageIsKnown() {
    rooms.everyPackageIsKnown().check(classes);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyThoseBelow(String room) {
    rooms.usesOnlyThoseBelow(room).check(classes);
  }

  @Test
  void thereAreNoCircles() {
    rooms.noCircles().check(classes);
  }

  @Test
  void packagesAreSmallAndDescribed() throws IOException {
    rooms.requireSmallDescribedPackages(Path.of("src", "main", "java"));
  }
}
