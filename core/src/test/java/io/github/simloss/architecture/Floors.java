package io.github.simloss.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * The rules of core's packages, as rules on the packages below a root, so that they can be tried on
 * packages that break them.
 *
 * @param root the package that holds the floors, and itself is the ground
 */
record Floors(String root) {
  /** From the ground up; a floor's own subpackages belong to it. */
  static final List<String> NAMES =
      List.of(
          "io",
          "random",
          "tensor",
          "text",
          "batch",
          "embedding",
          "similarity",
          "loss",
          "model",
          "backend",
          "selftest",
          "encoding",
          "run",
          "train",
          "evaluate",
          "experiment");

  /** The floor of a class: its package's first part below the root; empty for the root itself. */
  String of(JavaClass type) {
    String rest = type.getPackageName().substring(root.length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.", -1)[0];
  }

  ArchRule everyPackageStandsOnAFloor() {
    return classes()
        .that(describe("are below " + root, this::isOurs))
        .should()
        .resideInAnyPackage(packages(NAMES.size()))
        .as("every package is one of the floors " + NAMES);
  }

  ArchRule importsOnlyThoseBelow(String floor) {
    String[] allowed = packages(NAMES.indexOf(floor) + 1);
    return noClasses()
        .that()
        .resideInAPackage(root + "." + floor + "..")
        .should()
        .dependOnClassesThat(
            describe(
                "stand above it", type -> isOurs(type) && !resideInAnyPackage(allowed).test(type)))
        .as(floor + " imports only the floors below it");
  }

  ArchRule theGroundImportsNoFloor() {
    return noClasses()
        .that()
        .resideInAPackage(root)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".*..")
        .as("the root package imports no other");
  }

  ArchRule noCircles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  ArchRule onlyTheJdkAndJackson() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should()
        // "" is the package of arrays of numbers; JSpecify has annotations alone.
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            root + "..",
            "java..",
            "javax.management..",
            "com.fasterxml.jackson..",
            "org.jspecify.annotations..",
            "")
        .as("core needs the JDK and Jackson only: no engine, no Guice, no picocli");
  }

  private boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }

  /** The ground and so many floors. */
  private String[] packages(int floors) {
    String[] packages = new String[floors + 1];
    packages[0] = root;
    for (int i = 0; i < floors; i++) {
      packages[i + 1] = root + "." + NAMES.get(i) + "..";
    }
    return packages;
  }
}
