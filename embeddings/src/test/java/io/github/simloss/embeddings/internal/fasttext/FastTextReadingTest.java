package io.github.simloss.embeddings.internal.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.Lookup;
import io.github.simloss.embeddings.LookupResult;
import io.github.simloss.embeddings.Origin;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorSet;
import io.github.simloss.embeddings.testing.FastTextFile;
import io.github.simloss.embeddings.testing.TestFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastTextReadingTest {
  private static final List<String> ASKED =
      List.of("the", "kočka", "</s>", "theory", "x", "🚑", "日本");

  @TempDir Path folder;

  private void check(FastTextFile model, VectorFormat format) {
    for (boolean gzip : new boolean[] {false, true}) {
      byte[] bytes = gzip ? TestFiles.gzip(model.bytes()) : model.bytes();
      VectorFile file = VectorFile.open(TestFiles.write(folder, "model-" + gzip, bytes));
      assertEquals(format, file.format());
      VectorSet all = file.all();
      VectorSet some = file.read(new LinkedHashSet<>(ASKED));
      assertEquals(model.words, all.words());
      for (String word : ASKED) {
        double[] expected = model.expected(word);
        for (VectorSet vectors : List.of(all, some)) {
          LookupResult result = vectors.lookUp(word);
          assertEquals(model.words.contains(word), result.inVocabulary(), word);
          for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], result.vector()[k], 1e-6, word);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"12,2,3", "12,1,2", "12,1,1", "12,3,6", "12,0,0", "11,2,3", "0,2,3"})
  void givesTheMeanOfWordAndNgrams(int version, int minN, int maxN) {
    FastTextFile model = new FastTextFile(version + 1);
    model.version = version;
    model.minN = minN;
    model.maxN = maxN;
    check(model, version == 0 ? VectorFormat.FASTTEXT_2016 : VectorFormat.FASTTEXT);
  }

  @ParameterizedTest
  @CsvSource({"12,0,0", "12,2,3", "11,2,3", "0,2,3"})
  void readsSupervisedModels(int version, int minN, int maxN) {
    FastTextFile model = new FastTextFile(7);
    model.version = version;
    model.minN = minN;
    model.maxN = maxN;
    model.supervised = true;
    check(model, version == 0 ? VectorFormat.FASTTEXT_2016 : VectorFormat.FASTTEXT);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void decodesQuantizedModels(boolean norms) {
    FastTextFile model = new FastTextFile(8);
    model.quantized = true;
    model.quantizedNorms = norms;
    check(model, VectorFormat.FASTTEXT_QUANTIZED);
  }

  @Test
  void hashesAsFastTextDoes() {
    for (var known :
        Map.of(
                "команда", 1725507386L,
                "mysterious", 1903186891L,
                "asteroid", 1988297200L,
                "北海道", 4096045468L)
            .entrySet()) {
      byte[] bytes = known.getKey().getBytes(StandardCharsets.UTF_8);
      assertEquals(known.getValue(), Subwords.hash(bytes, 0, bytes.length) & 0xffffffffL);
      assertEquals(known.getValue(), FastTextFile.hash(known.getKey()));
    }
  }

  @Test
  void hasNoVectorForAWordWithoutAnyRow() {
    FastTextFile model = new FastTextFile(9);
    model.maxN = 0;
    VectorFile file = VectorFile.open(TestFiles.write(folder, "model", model.bytes()));
    assertFalse(file.info().layout().subwords());
    for (VectorSet vectors : List.of(file.all(), file.read(Set.of("zzz")))) {
      assertNull(vectors.vector("zzz"));
      assertArrayEquals(new float[3], vectors.lookUp("zzz").vector());
      assertEquals(Origin.NONE, vectors.lookUp("zzz").origin());
    }
  }

  @Test
  void prefersAFormInTheVocabularyToNgrams() {
    FastTextFile model = new FastTextFile(10);
    VectorFile file = VectorFile.open(TestFiles.write(folder, "model", model.bytes()));
    VectorSet vectors = file.read(Set.of("THE", "KOČKY"), Lookup.LENIENT);
    assertEquals(Origin.LOWER_CASE, vectors.lookUp("THE").origin());
    assertEquals(Origin.SUBWORDS, vectors.lookUp("KOČKY").origin());
    assertEquals(1, vectors.coverage().byOrigin().get(Origin.SUBWORDS));
    assertEquals(2, vectors.coverage().found());
  }

  @ParameterizedTest
  @CsvSource({"12,false,false", "11,true,false", "12,true,true"})
  void refusesACutAtEveryByte(int version, boolean supervised, boolean quantized) {
    FastTextFile model = new FastTextFile(11);
    model.version = version;
    model.supervised = supervised;
    model.quantized = quantized;
    byte[] bytes = model.bytes();
    int step = quantized ? 7 : 1;
    for (int length = 0; length < bytes.length; length += step) {
      Path file = TestFiles.write(folder, "cut", Arrays.copyOf(bytes, length));
      SimlossException e =
          assertThrows(SimlossException.class, () -> VectorFile.open(file).all(), "at " + length);
      assertTrue(e.getMessage().contains("cut"), e.getMessage());
    }
    Path longer = TestFiles.write(folder, "longer", Arrays.copyOf(bytes, bytes.length + 1));
    assertThrows(SimlossException.class, () -> VectorFile.open(longer));
  }

  @Test
  void refusesOtherVersions() {
    FastTextFile model = new FastTextFile(12);
    model.version = 13;
    Path file = TestFiles.write(folder, "model", model.bytes());
    SimlossException e = assertThrows(SimlossException.class, () -> VectorFile.open(file));
    assertTrue(e.getMessage().contains("version 13"), e.getMessage());
  }

  @Test
  void refusesNumbersThatAreNone() {
    FastTextFile model = new FastTextFile(13);
    model.rows[1][2] = Float.NaN;
    VectorFile file = VectorFile.open(TestFiles.write(folder, "model", model.bytes()));
    SimlossException e = assertThrows(SimlossException.class, file::all);
    assertTrue(e.getMessage().contains("'kočka'"), e.getMessage());
    assertEquals(1, file.info().rows().nan());
    assertEquals(3, file.read(Set.of("the")).vector("the").length);
  }

  private static long copies() throws java.io.IOException {
    try (java.util.stream.Stream<Path> all =
        java.nio.file.Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().matches("simloss-.*[.]bin")).count();
    }
  }

  @Test
  void whatOnlyBeginsLikeAModelIsNotUnpacked() throws Exception {
    byte[] model = new FastTextFile(1).bytes();
    byte[] wrong = model.clone();
    // The dimension, behind magic and version.
    java.util.Arrays.fill(wrong, 8, 12, (byte) 0x7f);
    byte[] bomb = java.util.Arrays.copyOf(model, 8 << 20);
    long before = copies();
    for (byte[] bytes : new byte[][] {wrong, bomb}) {
      Path file = TestFiles.write(folder, "model.bin.gz", TestFiles.gzip(bytes));
      SimlossException e =
          assertThrows(SimlossException.class, () -> VectorFile.open(file).dimension());
      assertTrue(
          e.getMessage().contains(bytes == wrong ? "dimension 2139062143" : "more than its header"),
          e.getMessage());
    }
    assertEquals(before, copies());
  }
}
