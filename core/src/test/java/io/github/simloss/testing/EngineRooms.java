package io.github.simloss.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/**
 * The rules of an engine module's packages: the root is the API, all else lies in rooms below its
 * {@code internal}.
 *
 * @param root the package of the API
 * @param mayUse each room with the rooms that it may use
 */
public record EngineRooms(String root, Map<String, Set<String>> mayUse) {

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

  private boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }

  private String packageOf(String room) {
    return root + ".internal." + room;
  }
}
