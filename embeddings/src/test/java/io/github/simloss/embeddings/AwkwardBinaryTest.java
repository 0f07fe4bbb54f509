package io.github.simloss.embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.testing.Fixtures;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The awkward binary fixtures, and files that must agree with one another. */
@Tag("data")
class AwkwardBinaryTest {

  private static VectorFile open(String name) {
    return VectorFile.open(Fixtures.file(name));
  }

  @Test
  void searchesForNothingInsideVectors() {
    float f = 0.5395514f;
    float g = 0.15628862f;
    VectorSet all = open("awkward/w2v_floats_with_space_and_newline_bytes.bin").all();
    assertEquals(List.of("aa", "bb", "cc"), all.words());
    assertArrayEquals(new float[] {f, g, f}, all.vector("aa"));
    assertArrayEquals(new float[] {g, f, g}, all.vector("bb"));
    assertArrayEquals(new float[] {f, f, f}, all.vector("cc"));
  }

  @Test
  void replacesWhatIsNotUtf8AndReadsOn() {
    VectorSet all = open("awkward/w2v_invalid_utf8.bin").all();
    assertEquals(List.of("caf\ufffd", "ok"), all.words());
    assertArrayEquals(new float[] {1, 2, 3}, all.vector("caf\ufffd"));
    assertArrayEquals(new float[] {4, 5, 6}, all.vector("ok"));
    assertEquals(1, all.coverage().malformedWords());
    VectorOptions strict = VectorOptions.DEFAULT.withMalformed(VectorOptions.Malformed.FAIL);
    VectorFile file = VectorFile.open(Fixtures.file("awkward/w2v_invalid_utf8.bin"), strict);
    assertThrows(SimlossException.class, file::all);
  }

  @Test
  void readsUtf8() {
    VectorSet all = open("awkward/w2v_utf8.bin").all();
    assertArrayEquals(new float[] {1, 2, 3}, all.vector("café"));
    assertArrayEquals(new float[] {4, 5, 6}, all.vector("北海道"));
    assertArrayEquals(new float[] {7, 8, 9}, all.vector("🚑"));
  }

  @Test
  void readsAModelInAnotherCharsetAsUtf8WithoutShifting() {
    VectorSet all = open("cp852_fasttext.bin").all();
    assertEquals(171, all.coverage().rows());
    Fixtures.assertVector(new float[] {-0.791319f, 1.96047f}, all.vector("ji"), 1e-5, "ji");
    LookupResult replaced =
        open("cp852_fasttext.bin").read(Set.of("kter\ufffd")).lookUp("kter\ufffd");
    Fixtures.assertVector(new float[] {-0.908113f, 1.64111f}, replaced.vector(), 1e-5, "který");
  }

  @ParameterizedTest
  @CsvSource({
    "toy-model.bin,toy-model.vec,1e-4",
    "lee_fasttext.bin,lee_fasttext.vec,1e-4",
    "yelp-ft-sg.bin,yelp-ft-sg.vec,1e-4",
    "yelp-w2v.bin,yelp-w2v.bin.gz,0",
    "yelp-w2v.bin,yelp-w2v.txt.gz,1e-6"
  })
  void agreesWithItsTwin(String first, String second, double tolerance) {
    VectorSet one = open(first).all();
    VectorSet other = open(second).all();
    assertEquals(one.words(), other.words());
    for (String word : one.words()) {
      Fixtures.assertVector(one.vector(word), other.vector(word), tolerance, word);
    }
  }
}
