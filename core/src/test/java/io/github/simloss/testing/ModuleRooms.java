package io.github.simloss.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rules of a module's packages: the root is the API, all else lies in rooms below its {@code
 * internal}.
 *
 * @param root the package of the API
 * @param mayUse each room with the rooms that it may use
 */
public record ModuleRooms(String root, Map<String, Set<String>> mayUse) {

  /** No package but the root and the rooms. */
  public ArchRule everyPackageIsKnown() {
    return classes()
        .that(describe("are of " + root, this::isOurs))
        .should()
        .resideInAnyPackage(mayUse.keySet().stream().map(this::packageOf).toArray(String[]::new))
        .orShould()
        .resideInAPackage(root)
        .as("every package is the root or one of the rooms " + mayUse.keySet());
  }

  /** A room uses those named for it; fails on a room without classes. */
  public ArchRule usesOnlyThoseBelow(String room) {
    Set<String> allowed = mayUse.get(room);
    return noClasses()
        .that()
        .resideInAPackage(packageOf(room))
        .should()
        .dependOnClassesThat(
            describe(
                "are of other packages than " + allowed,
                type ->
                    isOurs(type)
                        && !type.getPackageName().equals(packageOf(room))
                        && allowed.stream()
                            .map(this::packageOf)
                            .noneMatch(type.getPackageName()::equals)))
        .as(room + " uses no package of the module but " + allowed);
  }

  /** No room uses itself through others. */
  public ArchRule noCircles() {
    return slices().matching(root + ".internal.(*)..").should().beFreeOfCycles();
  }

  /** Sources in packages of 15 files at most, each described, and of 300 lines at most. */
  public void requireSmallDescribedPackages(Path sources) throws IOException {
    Map<Path, Integer> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        sizes.merge(file.getParent(), 1, Integer::sum);
        assertTrue(Files.readAllLines(file).size() <= 300, file + " has over 300 lines");
      }
    }
    assertEquals(mayUse.size() + 1, sizes.size(), () -> "packages: " + sizes.keySet());
    for (Map.Entry<Path, Integer> entry : sizes.entrySet()) {
      assertTrue(entry.getValue() <= 15, entry + " files are more than 15");
      String info = Files.readString(entry.getKey().resolve("package-info.java"));
      assertTrue(info.startsWith("/**"), entry.getKey() + " is not described");
    }
  }

  private boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }

  private String packageOf(String room) {
    return root + ".internal." + room;
  }
}
