package io.github.simloss.architecture;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.simloss.testing.ModuleRooms;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule of a module's rooms fails on packages that break it. */
class ModuleRoomsTest {
  private static final ModuleRooms BROKEN =
      new ModuleRooms(
          ModuleRoomsTest.class.getPackageName() + ".rooms",
          Map.of("upper", Set.of("lower"), "lower", Set.of()));

  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(BROKEN.root());

  @Test
  void anUnknownPackageIsSeen() {
    assertBreaks(BROKEN.everyPackageIsKnown(), "cellar.Nowhere");
  }

  @Test
  void aRoomThatUsesOneAboveOrTheRootIsSeen() {
    assertBreaks(BROKEN.usesOnlyThoseBelow("lower"), "upper.Above");
    assertBreaks(BROKEN.usesOnlyThoseBelow("lower"), "rooms.Entry");
    BROKEN.usesOnlyThoseBelow("upper").check(CLASSES);
  }

  @Test
  void aCircleIsSeen() {
    assertBreaks(BROKEN.noCircles(), "Cycle detected");
  }

  private static void assertBreaks(ArchRule rule, String culprit) {
    AssertionError error = assertThrows(AssertionError.class, () -> rule.check(CLASSES));
    assertTrue(error.getMessage().contains(culprit), error.getMessage());
  }
}
