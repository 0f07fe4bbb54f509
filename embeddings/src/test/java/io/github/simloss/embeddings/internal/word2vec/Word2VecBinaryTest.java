package io.github.simloss.embeddings.internal.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorSet;
import io.github.simloss.embeddings.testing.TestFiles;
import io.github.simloss.random.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Word2VecBinaryTest {
  /** Floats whose bytes are spaces, newlines and question marks. */
  private static final float TRAP = Float.intBitsToFloat(0x3f0a200a);

  private static final float TRAP_TOO = Float.intBitsToFloat(0x3e200a20);

  @TempDir Path folder;

  private static Map<String, float[]> table(long seed) {
    SeededRandom random = new SeededRandom(seed);
    Map<String, float[]> table = new LinkedHashMap<>();
    for (String word : List.of("the", "café", "北海道", "🚑", "x", "new_york")) {
      float[] vector = new float[5];
      for (int k = 0; k < 5; k++) {
        int kind = random.nextInt(3);
        vector[k] = kind == 0 ? TRAP : kind == 1 ? TRAP_TOO : random.uniform(-1, 1);
      }
      table.put(word, vector);
    }
    return table;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBothKinds(boolean newlines) {
    for (long seed = 0; seed < 200; seed++) {
      Map<String, float[]> table = table(seed);
      byte[] bytes = TestFiles.word2vec(table, newlines);
      byte[] content = seed % 2 == 0 ? bytes : TestFiles.gzip(bytes);
      VectorFile file = VectorFile.open(TestFiles.write(folder, "w2v", content));
      assertEquals(VectorFormat.WORD2VEC_BINARY, file.format(), "seed " + seed);
      VectorSet all = file.all();
      assertEquals(List.copyOf(table.keySet()), all.words());
      VectorSet some = file.read(Set.of("café", "x", "none"));
      for (String word : table.keySet()) {
        assertArrayEquals(table.get(word), all.vector(word), "seed " + seed);
      }
      assertArrayEquals(table.get("café"), some.vector("café"));
      assertEquals(2, some.coverage().found());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusesACutAtEveryByte(boolean newlines) {
    byte[] bytes = TestFiles.word2vec(table(3), newlines);
    // Without its last newline the file is whole.
    int whole = newlines ? bytes.length - 1 : bytes.length;
    for (int length = 0; length < whole; length++) {
      Path file = TestFiles.write(folder, "cut", Arrays.copyOf(bytes, length));
      SimlossException e =
          assertThrows(SimlossException.class, () -> VectorFile.open(file).all(), "at " + length);
      assertTrue(e.getMessage().contains("cut"), e.getMessage());
    }
  }

  @Test
  void refusesMoreThanTheHeaderSays() {
    byte[] bytes = TestFiles.word2vec(table(4), true);
    bytes[0] = '5';
    VectorFile file = VectorFile.open(TestFiles.write(folder, "more", bytes));
    SimlossException e = assertThrows(SimlossException.class, file::all);
    assertTrue(e.getMessage().contains("5 words, but more follows at byte"), e.getMessage());
  }

  @Test
  void refusesNumbersThatAreNone() {
    Map<String, float[]> table = table(5);
    table.get("🚑")[3] = Float.NEGATIVE_INFINITY;
    VectorFile file =
        VectorFile.open(TestFiles.write(folder, "nan", TestFiles.word2vec(table, false)));
    SimlossException e = assertThrows(SimlossException.class, file::all);
    assertTrue(e.getMessage().contains("'🚑' (byte "), e.getMessage());
    assertEquals(1, file.info().rows().nan());
  }

  @Test
  void allocatesNothingByAHeader() {
    byte[] start = "1000000000000 1000000\nthe \0\0\0\0".getBytes(StandardCharsets.US_ASCII);
    VectorFile file = VectorFile.open(TestFiles.write(folder, "claim", start));
    SimlossException e = assertThrows(SimlossException.class, file::all);
    assertTrue(e.getMessage().contains("cut off at byte"), e.getMessage());
  }
}
