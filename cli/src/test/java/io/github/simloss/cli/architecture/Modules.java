package io.github.simloss.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * The rules of the modules above core, as rules on the packages below a root, so that they can be
 * tried on packages that break them.
 *
 * @param root the package that holds one package for each module
 */
record Modules(String root) {
  private static final List<String> FACE = List.of("cli", "examples", "benchmarks");

  /** Knows core and neither its neighbours nor the face. */
  ArchRule knowsCoreOnly(String module, List<String> neighbours) {
    String[] unknown =
        neighbours.stream()
            .filter(other -> !other.equals(module))
            .map(this::below)
            .toArray(String[]::new);
    String[] face = FACE.stream().map(this::below).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(below(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(unknown)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(face)
        .as(module + " knows core, not " + neighbours + " nor " + FACE);
  }

  /** Knows engines by core's interface alone. */
  ArchRule theFaceKnowsNoEngine() {
    return noClasses()
        .that()
        .resideInAPackage(below("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ai.djl..", "org.nd4j..", "org.deeplearning4j..", below("djl"), below("dl4j"))
        .as("the command line knows engines by core's interface alone");
  }

  ArchRule onlyTheFaceHasAFace() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(FACE.stream().map(this::below).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.inject..", "picocli..", "me.tongfei.progressbar..")
        .as("Guice, picocli and progress bars belong to the command line");
  }

  private String below(String module) {
    return root + "." + module + "..";
  }
}
