package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture in the documentation is the one that the losses make. */
class WeightPictureTest {
  private static final Path REPOSITORY = Path.of("..");
  private static final Path VECTORS =
      REPOSITORY.resolve("cli/src/main/resources/io/github/simloss/cli/sample/vectors.vec");

  @Test
  void thePictureOfTheDocumentationIsUpToDate(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("weights.svg");
    WeightPicture.main(new String[] {VECTORS.toString(), "waiter", out.toString()});
    assertEquals(
        Files.readString(REPOSITORY.resolve("docs/weights.svg")),
        Files.readString(out),
        "run WeightPicture " + VECTORS + " waiter docs/weights.svg");
  }

  @Test
  void oneHotAndSoft() {
    String svg = WeightPicture.draw(WordTable.read(VECTORS), "pizza");
    assertTrue(svg.contains(">tempered-soft-label<"), svg);
    assertTrue(svg.contains(">1.000<"), svg);
    assertTrue(svg.endsWith("</svg>\n"), svg);
  }

  @Test
  void badUsage() {
    assertThrows(IllegalArgumentException.class, () -> WeightPicture.main(new String[0]));
    WordTable file = WordTable.read(VECTORS);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> WeightPicture.draw(file, "xyzzy"));
    assertTrue(e.getMessage().contains("xyzzy"), e.getMessage());
  }
}
