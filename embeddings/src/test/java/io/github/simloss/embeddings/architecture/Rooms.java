package io.github.simloss.embeddings.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules of the module's packages, as rules on the packages below a root, so that they can be
 * tried on packages that break them.
 *
 * @param root the package of the API; the rooms are below its {@code internal}
 */
record Rooms(String root) {
  /** Each room with the rooms that it may use. */
  static final Map<String, Set<String>> MAY_USE =
      new TreeMap<>(
          Map.of(
              "bytes", Set.of(),
              "scan", Set.of("bytes"),
              "text", Set.of("bytes", "scan"),
              "word2vec", Set.of("bytes", "scan"),
              "numpy", Set.of("bytes", "scan"),
              "fasttext", Set.of("bytes", "scan"),
              "detect", Set.of("bytes", "scan", "text", "word2vec", "numpy", "fasttext"),
              "read", Set.of("bytes", "scan"),
              "cache", Set.of("bytes", "scan", "read")));

  /** The types of the root that rooms may use: values, which use no room themselves. */
  static final List<String> VALUES =
      List.of("Lookup", "Origin", "Progress", "VectorFormat", "VectorOptions");

  ArchRule everyPackageIsKnown() {
    return classes()
        .that(describe("are of " + root, this::isOurs))
        .should()
        .resideInAnyPackage(
            MAY_USE.keySet().stream().map(this::packageOf).toList().toArray(new String[0]))
        .orShould()
        .resideInAPackage(root)
        .as("every package is the root or one of the rooms " + MAY_USE.keySet());
  }

  ArchRule usesOnlyThoseBelow(String room) {
    Set<String> allowed = MAY_USE.get(room);
    return noClasses()
        .that()
        .resideInAPackage(packageOf(room))
        .should()
        .dependOnClassesThat(
            describe(
                "are of other rooms than " + allowed,
                type ->
                    isInARoom(type)
                        && !type.getPackageName().equals(packageOf(room))
                        && allowed.stream()
                            .map(this::packageOf)
                            .noneMatch(type.getPackageName()::equals)))
        .as(room + " uses no room but " + allowed);
  }

  ArchRule roomsUseOnlyValuesOfTheRoot() {
    return noClasses()
        .that(describe("are in a room", this::isInARoom))
        .should()
        .dependOnClassesThat(
            describe(
                "are of the root, but not of " + VALUES,
                type -> type.getPackageName().equals(root) && !isValue(type)))
        .as("rooms use no type of the root but " + VALUES);
  }

  ArchRule valuesUseNoRoom() {
    return noClasses()
        .that(describe("are of " + VALUES, this::isValue))
        .should()
        .dependOnClassesThat(describe("are in a room", this::isInARoom))
        .as("the types of the root that rooms use do not use rooms");
  }

  ArchRule noCircles() {
    return slices().matching(root + ".internal.(*)..").should().beFreeOfCycles();
  }

  ArchRule onlyCoreTheJdkAndOneParser() {
    return classes()
        .that(describe("are of " + root, this::isOurs))
        .should()
        // "" is the package of arrays of numbers.
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.github.simloss..",
            "java..",
            "ch.randelshofer.fastdoubleparser..",
            "org.jspecify.annotations..",
            "")
        .as("embeddings needs core, the JDK and fastdoubleparser only");
  }

  boolean isValue(JavaClass type) {
    return VALUES.stream()
        .map(name -> root + "." + name)
        .anyMatch(name -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
  }

  private boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }

  private boolean isInARoom(JavaClass type) {
    return type.getPackageName().startsWith(root + ".internal.");
  }

  private String packageOf(String room) {
    return root + ".internal." + room;
  }
}
