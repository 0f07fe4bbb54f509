package io.github.simloss.embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.testing.Fixtures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The awkward fixtures, as their README documents them. */
@Tag("data")
class AwkwardTextTest {

  private final List<String> notices = new ArrayList<>();

  private VectorFile open(String name) {
    return VectorFile.open(
        Fixtures.file("awkward/" + name), VectorOptions.DEFAULT.withNotices(notices::add));
  }

  private static void assertPlain(VectorSet vectors) {
    assertEquals(List.of("the", "cat", "sat"), vectors.words());
    assertArrayEquals(new float[] {0.1f, -0.2f, 0.3f}, vectors.vector("the"));
    assertArrayEquals(new float[] {1, 2, 3}, vectors.vector("cat"));
    assertArrayEquals(new float[] {-1.5f, 0.25f, 0.001f}, vectors.vector("sat"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.vec",
        "no_header.txt",
        "no_final_newline.vec",
        "crlf.vec",
        "trailing_space.vec",
        "bom.vec",
        "blank_line_at_end.vec",
        "w2v_newlines.bin",
        "w2v_no_newlines.bin"
      })
  void readsThePlainTable(String name) {
    VectorFile file = open(name);
    assertPlain(file.all());
    VectorSet some = file.read(Set.of("sat", "dog"));
    assertEquals(List.of("sat"), some.words());
    assertArrayEquals(new float[] {-1.5f, 0.25f, 0.001f}, some.vector("sat"));
    assertEquals(3, file.count());
    assertEquals(List.of(), notices);
  }

  @Test
  void warnsOfAHeaderThatSaysTooMany() {
    assertPlain(open("header_count_too_big.vec").all());
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains("5 words, but there are 3"), notices.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "header_count_too_small.vec|:4: the header in line 1 says 2 words",
        "row_too_short.vec|:3: 'cat' is followed by 2 numbers, where 3 are expected",
        "not_a_number.vec|:3: 'two' is not a number",
        "empty.vec|is empty",
        "w2v_truncated.bin|byte",
        "ft_truncated.bin|cut off",
      })
  void refusesInOneLine(String name, String part) {
    Path file = Fixtures.file("awkward/" + name);
    SimlossException e = assertThrows(SimlossException.class, () -> VectorFile.open(file).all());
    assertTrue(e.getMessage().contains(name), e.getMessage());
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  @Test
  void takesTheFirstOfDuplicates() {
    VectorFile file = open("duplicate_word.vec");
    VectorSet all = file.all();
    assertArrayEquals(new float[] {0.1f, -0.2f, 0.3f}, all.vector("the"));
    assertEquals(1, all.coverage().duplicates());
    assertEquals(List.of("the", "cat"), all.words());
    assertEquals(1, file.info().rows().duplicates());
    assertEquals(1, file.read(Set.of("the")).coverage().duplicates());
  }

  @Test
  void leavesOutRowsWithoutAWord() {
    VectorSet all = open("empty_word.vec").all();
    assertEquals(List.of("the", "sat"), all.words());
    assertArrayEquals(new float[] {-1.5f, 0.25f, 0.001f}, all.vector("sat"));
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains("line 3"), notices.get(0));
  }

  @Test
  void takesNumbersForWords() {
    VectorSet all = open("number_words_no_header.txt").all();
    assertEquals(List.of("1", "2", "10,000"), all.words());
    assertArrayEquals(new float[] {1, 2, 3}, all.vector("2"));
  }

  @Test
  void settlesATableOfDimensionOneByARule() {
    VectorSet all = open("looks_like_header_dim1.txt").all();
    assertEquals(List.of("7", "9"), all.words());
    assertArrayEquals(new float[] {4}, all.vector("9"));
    VectorOptions header = VectorOptions.DEFAULT.withHeader(VectorOptions.Header.PRESENT);
    VectorFile file = VectorFile.open(Fixtures.file("awkward/looks_like_header_dim1.txt"), header);
    SimlossException e = assertThrows(SimlossException.class, file::all);
    assertTrue(e.getMessage().contains(":2: '9' is followed by 1 number"), e.getMessage());
  }

  @Test
  void readsWordsBeyondTheBasicPlane() {
    VectorSet all = open("astral.vec").read(Set.of("\ud83d\ude91\ud83d\ude92", "北海道"));
    assertArrayEquals(new float[] {0.1f, -0.2f, 0.3f}, all.vector("\ud83d\ude91\ud83d\ude92"));
    assertArrayEquals(new float[] {1, 2, 3}, all.vector("北海道"));
  }

  @Test
  void readsExponents() {
    VectorSet all = open("exponents.vec").all();
    assertArrayEquals(new float[] {1e-5f, -250, 0.3f}, all.vector("the"));
    assertArrayEquals(new float[] {0.5f, -0.25f, 3}, all.vector("cat"));
  }

  @Test
  void countsZeroVectors() {
    VectorInfo info = open("zero_vector.vec").info();
    assertEquals(1, info.rows().zero());
    assertEquals(0, info.norms().min());
    assertEquals(Math.sqrt(14), info.norms().max(), 1e-12);
  }

  @Test
  void replacesBytesThatAreNotUtf8() {
    VectorSet all = open("invalid_utf8.vec").all();
    assertEquals(15, all.words().size());
    assertEquals(5, all.coverage().malformedWords());
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains(": 5, the first at line 12"), notices.get(0));
    float[] vector = open("invalid_utf8.vec").read(Set.of("clich\ufffds")).vector("clich\ufffds");
    assertEquals(-0.0099574f, vector[0]);
    assertArrayEquals(all.vector("clich\ufffds"), vector);
    VectorOptions strict = VectorOptions.DEFAULT.withMalformed(VectorOptions.Malformed.FAIL);
    VectorFile file = VectorFile.open(Fixtures.file("awkward/invalid_utf8.vec"), strict);
    SimlossException e = assertThrows(SimlossException.class, file::all);
    assertTrue(e.getMessage().contains(":12: the word is not valid UTF-8"), e.getMessage());
    VectorSet latin =
        VectorFile.open(
                Fixtures.file("awkward/invalid_utf8.vec"),
                VectorOptions.DEFAULT.withCharset(StandardCharsets.ISO_8859_1))
            .read(Set.of("clichés"));
    assertArrayEquals(vector, latin.vector("clichés"));
  }

  @Test
  void readsCutWordsWithReplacement() {
    Set<String> wanted = Set.of("ありがとう\ufffd", "どういたしまして\ufffd");
    VectorSet some =
        VectorFile.open(Fixtures.file("w2v_keyedvectors_load_test.modeldata")).read(wanted);
    assertArrayEquals(new float[] {0.6f, 0.6f, 0.6f}, some.vector("ありがとう\ufffd"));
    assertArrayEquals(new float[] {0.1f, 0.2f, 0.3f}, some.vector("どういたしまして\ufffd"));
  }
}
