package io.github.simloss.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.StopWords;
import io.github.simloss.train.Preset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words stay one-hot, and what is said of words without a vector. */
class NewVocabularyTest {
  private static final List<String> ENGLISH =
      List.of(
          "the food was good and the staff were kind",
          "we had a table by the window",
          "it is not as good as it was");
  private static final List<String> GERMAN =
      List.of(
          "das essen war gut und das personal war nett",
          "wir hatten einen tisch am fenster .",
          "es ist nicht so gut wie es war");
  private static final VocabularySettings SETTINGS =
      VocabularySettings.DEFAULT.withExceptions(e -> WordExceptions.ENGLISH);

  private static NewVocabulary vocabulary(
      List<String> sentences, VocabularySettings settings, Predicate<String> known) {
    Function<Set<String>, WordVectors> loader = words -> vectors(known);
    Corpus corpus = new Corpus(sentences, 0, Optional.empty());
    return NewVocabulary.of(corpus, Path.of("train.txt"), settings, loader);
  }

  private static WordVectors vectors(Predicate<String> known) {
    return new WordVectors() {
      @Override
      public int dimension() {
        return 2;
      }

      @Override
      public float[] vector(String word) {
        return known.test(word) ? new float[] {word.length(), 1} : null;
      }
    };
  }

  @Test
  void englishTextKeepsTheEnglishList() {
    NewVocabulary words = vocabulary(ENGLISH, SETTINGS, word -> true);
    assertFalse(words.isOtherLanguage(SETTINGS));
    assertEquals(StopWords.english(), words.stopWords(SETTINGS));
  }

  @Test
  void textOfAnotherLanguageGoesByFrequency() {
    VocabularySettings share = SETTINGS.withExceptions(e -> e.withFrequentShare(0.05));
    NewVocabulary words = vocabulary(GERMAN, share, word -> true);
    assertTrue(words.isOtherLanguage(share));
    assertEquals(Set.of("das", "war", "es", "gut"), Set.copyOf(words.stopWords(share)));
  }

  /** Each word as often as it is said, one sentence a word. */
  private static List<String> frequencies(int often, int rare, int rareWords) {
    List<String> sentences = new ArrayList<>();
    sentences.add("frequent ".repeat(often).strip());
    for (int k = 0; k < rareWords; k++) {
      sentences.add(("word" + k + " ").repeat(rare).strip());
    }
    return sentences;
  }

  /** Of 100 words each is 1 % of the text on average: 0.2 % of it is said by all of them. */
  @Test
  void inASmallVocabularyFrequentWordsStandOut() {
    VocabularySettings typical =
        VocabularySettings.DEFAULT.withExceptions(e -> e.withTypicalShare(2e-3));
    NewVocabulary words = vocabulary(frequencies(20, 3, 99), typical, word -> true);
    assertEquals(List.of("frequent"), words.stopWords(typical));
    List<String> english = new ArrayList<>(frequencies(20, 3, 97));
    english.addAll(List.of("the the", "of of of of"));
    words = vocabulary(english, typical, word -> true);
    assertEquals(List.of("frequent", "of", "the"), words.stopWords(typical), "function words");
    VocabularySettings named =
        VocabularySettings.DEFAULT.withExceptions(e -> e.withFrequentShare(2e-3));
    words = vocabulary(frequencies(20, 3, 99), named, word -> true);
    assertEquals(100, words.stopWords(named).size(), "a share that is named holds as it is");
  }

  /** From 2,000 words on the share alone counts, in {@code --preset sentences} as before. */
  @Test
  void inALargeVocabularyTheShareCounts() {
    VocabularySettings preset = Preset.SENTENCES.vocabulary();
    VocabularySettings alone = preset.withExceptions(e -> e.withFrequentShare(2e-3));
    List<String> text = new ArrayList<>(frequencies(21, 5, 1999));
    text.addAll(List.of("seldom ".repeat(19), "often ".repeat(22)));
    NewVocabulary words = vocabulary(text, preset, word -> true);
    assertEquals(2002, words.words().size() - SpecialToken.values().length);
    assertEquals(List.of("often", "frequent"), words.stopWords(preset));
    assertEquals(words.stopWords(alone), words.stopWords(preset));
  }

  @Test
  void aListThatWasChosenHoldsWhateverTheTextIs() {
    VocabularySettings chosen = SETTINGS.withExceptions(e -> e.withStopWords(List.of("the")));
    NewVocabulary words = vocabulary(GERMAN, chosen, word -> true);
    assertFalse(words.isOtherLanguage(chosen));
    assertEquals(List.of("the"), words.stopWords(chosen));
  }

  @Test
  void pairsOfWordsHaveNoLanguage() {
    VocabularySettings pairs = SETTINGS.withText(t -> t.withBigrams(true));
    assertFalse(vocabulary(GERMAN, pairs, word -> true).isOtherLanguage(pairs));
  }

  @Test
  void withoutAnyVectorThereIsNothingToTrain() {
    for (SentenceForm form : List.of(SentenceForm.PUBLISHED, SentenceForm.WORDS)) {
      VocabularySettings settings = SETTINGS.withText(t -> t.withForm(form));
      SimlossException e =
          assertThrows(SimlossException.class, () -> vocabulary(ENGLISH, settings, word -> false));
      assertTrue(e.getMessage().startsWith("no word of train.txt has a vector"), e.getMessage());
      assertTrue(
          e.getMessage().contains("'the', 'as', 'good', 'it', 'was'"),
          "the most frequent: " + e.getMessage());
    }
  }

  /** Words that are skipped are missed like those that are kept. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fewWordsWithAVectorAreReportedWithExamples(boolean skip) {
    VocabularySettings settings =
        SETTINGS.withText(t -> t.withForm(skip ? SentenceForm.WORDS : SentenceForm.PUBLISHED));
    NewVocabulary words = vocabulary(ENGLISH, settings, word -> word.length() > 4);
    VectorCoverage coverage = words.coverage();
    assertEquals(3, coverage.words());
    assertEquals(18, coverage.allWords());
    assertEquals(3, coverage.occurrences());
    assertEquals(24, coverage.allOccurrences());
    String notice = coverage.notice().orElseThrow();
    assertTrue(notice.contains("3 of 18, which are 12.5 % of the text"), notice);
    assertTrue(
        notice.contains("the most frequent without: 'the', 'as', 'good', 'it', 'was', "), notice);
    assertEquals(8, coverage.missing().size());
  }

  /** Most of the words, or most of the text, may be missing alone. */
  @Test
  void halfOfTheWordsAndHalfOfTheTextAreAskedFor() {
    assertTrue(new VectorCoverage(5, 10, 50, 100, List.of("a")).notice().isEmpty());
    assertTrue(new VectorCoverage(4, 10, 90, 100, List.of("a")).notice().isPresent());
    assertTrue(new VectorCoverage(9, 10, 40, 100, List.of("a")).notice().isPresent());
  }
}
