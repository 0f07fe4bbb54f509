package io.github.simloss.djl.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.simloss.djl.DjlBackend;
import io.github.simloss.testing.EngineRooms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
                  "export", Set.of("array"),
                  "array", Set.of(),
                  "lstm", Set.of(),
                  "loss", Set.of("array"),
                  "optimizer", Set.of("array", "runtime"),
                  "network", Set.of("array", "loss", "lstm"),
                  "model", Set.of("array", "loss", "lstm", "network", "optimizer", "runtime"))));

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

  /**
   * DJL lays Java values into a buffer of Java's, which is freed when the array is closed; autograd
   * would read what stands there by then. {@code NativeArrays} makes arrays of PyTorch's own.
   */
  @Test
  void noArrayLiesInJavasMemory() {
    noClasses().should().callMethodWhere(BORROWS_JAVAS_MEMORY).check(CLASSES);
  }

  private static final DescribedPredicate<JavaMethodCall> BORROWS_JAVAS_MEMORY =
      DescribedPredicate.describe(
          "it makes an array out of Java values through DJL",
          call -> {
            JavaClass owner = call.getTargetOwner();
            List<JavaClass> types = call.getTarget().getRawParameterTypes();
            if (owner.isAssignableTo(NDManager.class)) {
              return call.getName().startsWith("create")
                  && !types.get(0).isEquivalentTo(Shape.class);
            }
            return owner.isAssignableTo(NDArray.class)
                && types.stream().anyMatch(type -> type.isEquivalentTo(Number.class));
          });

  @Test
  void packagesAreSmallAndDescribed() throws IOException {
    ROOMS.requireSmallDescribedPackages(Path.of("src", "main", "java"));
  }
}
