package io.github.simloss.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The public surface of a module against the list of it in the repository, so that a change of the
 * surface is a change of a file that a reviewer sees.
 *
 * <p>Listed are the public types of all packages but {@code internal} and those below, and their
 * public and protected members; see {@link SurfaceLines}. {@code -Dsimloss.api.write=true} writes
 * the list instead.
 */
public final class PublicApi {
  /** The list, in the folder of a module. */
  public static final String FILE = "public-api.txt";

  /** The system property that asks for the list to be written. */
  public static final String WRITE = "simloss.api.write";

  private PublicApi() {}

  /**
   * Compares, or writes.
   *
   * @param module the folder of a module that is compiled; the working folder of its tests
   * @throws AssertionError if the surface is not the listed one, with the lines that differ
   */
  public static void check(Path module) throws IOException {
    Path folder = module.toAbsolutePath().normalize();
    check(folder, surface(folder.resolve("target").resolve("classes")), Boolean.getBoolean(WRITE));
  }

  static void check(Path folder, List<String> surface, boolean write) throws IOException {
    Path file = folder.resolve(FILE);
    if (write) {
      Files.writeString(file, String.join("\n", surface) + "\n", StandardCharsets.UTF_8);
      return;
    }
    List<String> listed =
        Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    if (!listed.equals(surface)) {
      throw new AssertionError(difference(folder.getFileName().toString(), listed, surface));
    }
  }

  private static String difference(String module, List<String> listed, List<String> surface) {
    StringBuilder text = new StringBuilder();
    text.append("the public surface of ").append(module).append(" is not the one that ");
    text.append(module).append('/').append(FILE).append(" lists (- listed, + compiled):\n");
    List<String> both = new ArrayList<>(listed);
    both.addAll(surface);
    both.stream()
        .distinct()
        .sorted()
        .filter(line -> listed.contains(line) != surface.contains(line))
        .forEach(
            line -> text.append(listed.contains(line) ? "- " : "+ ").append(line).append('\n'));
    if (List.copyOf(listed).stream().sorted().toList().equals(surface)) {
      text.append("the same lines in another order\n");
    }
    return text.append("If the change is wanted, write the list and commit it:\n  mvn -pl ")
        .append(module)
        .append(" -am -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -D")
        .append(WRITE)
        .append("=true test")
        .toString();
  }

  /**
   * The surface of compiled classes.
   *
   * @param classes the root folder of class files that are on the class path
   * @return lines in the order of their characters
   */
  static List<String> surface(Path classes) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String path = classes.relativize(file).toString();
        String name =
            path.substring(0, path.length() - ".class".length()).replaceAll("[/\\\\]", ".");
        try {
          Class<?> type = Class.forName(name, false, PublicApi.class.getClassLoader());
          if (SurfaceLines.isPublic(type)) {
            lines.addAll(SurfaceLines.of(type));
          }
        } catch (ClassNotFoundException e) {
          throw new AssertionError(file + " is not on the class path", e);
        }
      }
    }
    return lines.stream().distinct().sorted().toList();
  }
}
