package io.github.simloss.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import io.github.simloss.io.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference is that of this code; {@code -Dsimloss.reference.write=true} writes it. */
class ReferenceTest {
  private static final Path FOLDER = Pages.ROOT.resolve("docs/reference");

  static Stream<String> pages() {
    return ReferencePages.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void thePageIsThatOfThisCode(String page) throws Exception {
    String made = ReferencePages.all().get(page);
    if (Boolean.getBoolean("simloss.reference.write")) {
      Files.writeString(
          Files.createDirectories(FOLDER).resolve(page), made, StandardCharsets.UTF_8);
    }
    assertEquals(
        made,
        Pages.text(FOLDER.resolve(page)),
        page + ": -Dsimloss.reference.write=true writes it");
    assertFalse(made.contains("${"), made);
  }

  /** The fields of the page are those of a file, and each says what it is. */
  @Test
  void everyFieldOfARunIsThere(@TempDir Path folder) throws Exception {
    SmallData data = SmallData.in(folder);
    Cli.Result result =
        data.on(
            "train --backend java --epochs 1 --hidden-size 4 --preset sentences --word-dropout 0.1"
                + " --remove-components 1 --exclude-word good --out",
            "run");
    assertEquals(0, result.code(), result.err());
    Set<String> written = new TreeSet<>();
    addPaths(Json.read(folder.resolve("run/config.json"), JsonNode.class), "", written);
    written.removeIf(path -> path.startsWith("loss.") && !path.equals("loss.name"));
    Set<String> known = new TreeSet<>();
    Set<String> needed = new TreeSet<>();
    for (ConfigReference.Field field : ConfigReference.fields()) {
      assertFalse(field.meaning().isEmpty(), field.path() + " is not explained");
      known.add(field.path());
      if (!field.optional() && parentsAreThere(field.path(), written)) {
        needed.add(field.path());
      }
    }
    needed.removeAll(written);
    assertEquals(Set.of(), needed, "not in the file");
    assertTrue(written.size() > 50, written.toString());
    written.removeAll(known);
    assertEquals(Set.of(), written, "not on the page");
  }

  private static boolean parentsAreThere(String path, Set<String> written) {
    int dot = path.lastIndexOf('.');
    return dot < 0 || written.contains(path.substring(0, dot));
  }

  private static void addPaths(JsonNode node, String prefix, Set<String> paths) {
    node.properties()
        .forEach(
            field -> {
              paths.add(prefix + field.getKey());
              addPaths(field.getValue(), prefix + field.getKey() + ".", paths);
            });
  }
}
