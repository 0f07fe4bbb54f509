package io.github.simloss.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.random.SeededRandom;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.text.VocabularyFile;
import io.github.simloss.train.data.Corpus;
import io.github.simloss.train.data.VocabularySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words counted by Spark are those of one machine, to the last byte. */
class VocabulariesTest {
  /** By UTF-8 the last of these stands behind the fourth, by UTF-16 before it. */
  private static final List<String> WORDS =
      List.of("a", "zebra", "ψ", "\uFF5Eﬀ", "\uD83D\uDE00", "\uD840\uDC00", "<unk>", "<pad>", "Öl");

  private @TempDir Path folder;

  private static List<String> texts() {
    SeededRandom random = new SeededRandom(17);
    List<String> texts = new ArrayList<>();
    for (int k = 0; k < 90; k++) {
      StringBuilder text = new StringBuilder(k % 7 == 0 ? "  " : "");
      for (int n = random.nextInt(6); n > 0; n--) {
        text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
      }
      texts.add(text + (k % 5 == 0 ? "only" + k % 20 : ""));
    }
    // Each once more, so that many counts are equal.
    WORDS.forEach(word -> texts.add(word + " tie"));
    return texts;
  }

  private byte[] bytes(Vocabulary vocabulary) throws IOException {
    Path file = folder.resolve("vocabulary.tsv");
    VocabularyFile.write(file, vocabulary);
    return Files.readAllBytes(file);
  }

  @ParameterizedTest
  @CsvSource({
    "whitespace, false, 1, 2147483647",
    "whitespace, false, 2, 5",
    "whitespace, false, 1, 6",
    "whitespace, false, 1, 7",
    "whitespace, false, 1, 8",
    "whitespace, false, 1, 9",
    "whitespace, false, 1, 1",
    "words, false, 3, 4",
    "whitespace, true, 1, 13",
    "words, true, 2, 2147483647"
  })
  void bytesAreThoseOfOneMachine(String tokenizer, boolean bigrams, int least, int most)
      throws IOException {
    Path file = Files.write(folder.resolve("text.txt"), texts());
    Vocabulary want =
        Corpus.read(file, Tokenizers.byName(tokenizer))
            .vocabulary(Tokenizers.byName(tokenizer), bigrams, least, most);
    VocabularySettings settings =
        VocabularySettings.DEFAULT
            .withText(t -> t.withTokenizer(tokenizer).withBigrams(bigrams))
            .withMinCount(least)
            .withMaxVocabulary(most);
    Vocabulary got = Vocabularies.count(LocalSpark.texts(texts(), 3), "text", settings);
    assertEquals(want.words(), got.words());
    assertArrayEquals(bytes(want), bytes(got));
    assertArrayEquals(
        bytes(want),
        bytes(
            Vocabularies.count(
                LocalSpark.get().read().text(file.toString()).repartition(5), "value", settings)));
  }

  @Test
  void theTestKnowsWordsThatTheTwoOrdersPutApart() {
    List<String> utf16 = WORDS.stream().sorted().toList();
    List<String> utf8 =
        WORDS.stream()
            .sorted(
                (a, b) ->
                    Arrays.compareUnsigned(
                        a.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        b.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .toList();
    assertTrue(!utf16.equals(utf8));
  }

  @Test
  void nullsAndEmptyTextsDoNotCount() {
    Vocabulary counted =
        Vocabularies.count(
            LocalSpark.texts(Arrays.asList("a b", null, "", " ", "a"), 2),
            "text",
            VocabularySettings.DEFAULT);
    assertEquals(2, counted.count(0));
    assertEquals(List.of("a", "b"), counted.words().subList(4, 6));
    Vocabulary none =
        Vocabularies.count(
            LocalSpark.texts(Arrays.asList((String) null), 1), "text", VocabularySettings.DEFAULT);
    assertEquals(4, none.size());
  }
}
