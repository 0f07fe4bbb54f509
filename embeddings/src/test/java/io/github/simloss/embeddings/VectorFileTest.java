package io.github.simloss.embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.simloss.embeddings.testing.TestFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is the same for files of every format. */
class VectorFileTest {
  @TempDir Path folder;

  private VectorFile open(String text) {
    return open(text, VectorOptions.DEFAULT);
  }

  private VectorFile open(String text, VectorOptions options) {
    return VectorFile.open(TestFiles.write(folder, "vectors.txt", text), options);
  }

  @ParameterizedTest
  @CsvSource({"EXACT,true,false,false,false", "LENIENT,true,true,true,true"})
  void triesTheFormsOfAWord(String name, boolean a, boolean b, boolean c, boolean d) {
    Lookup lookup = name.equals("EXACT") ? Lookup.EXACT : Lookup.LENIENT;
    VectorFile file = open("the 1\nThe 2\ncafé 3\n");
    List<String> asked = List.of("The", "THE", "cafe\u0301", "CAFE\u0301");
    VectorSet vectors = file.read(new LinkedHashSet<>(asked), lookup);
    List<Boolean> found = asked.stream().map(vectors::contains).toList();
    assertEquals(List.of(a, b, c, d), found);
    assertArrayEquals(new float[] {2}, vectors.vector("The"));
    if (b) {
      assertArrayEquals(new float[] {1}, vectors.vector("THE"));
      assertEquals(Origin.NFC_LOWER_CASE, vectors.lookUp("CAFE\u0301").origin());
    }
    assertNull(vectors.vector("café"), "it was not asked for");
  }

  @Test
  void sumsUp() {
    VectorInfo info = open("4 2\na 3 4\nb 0 0\na 1 1\nc nan 1\n").info();
    assertEquals(VectorFormat.TEXT, info.layout().format());
    assertEquals(3, info.rows().words());
    assertEquals(4, info.layout().claimedWords());
    assertEquals(1, info.rows().duplicates());
    assertEquals(1, info.rows().nan());
    assertEquals(1, info.rows().zero());
    assertEquals(0, info.norms().min());
    assertEquals(2.5, info.norms().mean());
    assertEquals(5, info.norms().max());
  }

  @Test
  void reportsItsProgressToTheEnd() {
    List<Long> done = new ArrayList<>();
    VectorOptions options = VectorOptions.DEFAULT.withProgress((at, total) -> done.add(total - at));
    open("the 1 2\ncat 3 4\n", options).all();
    assertEquals(0L, done.get(done.size() - 1));
  }
}
