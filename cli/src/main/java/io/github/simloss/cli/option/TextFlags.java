package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.io.Messages;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.StopWords;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.train.data.TextSettings;
import io.github.simloss.train.data.VocabularySettings;
import io.github.simloss.train.data.WordExceptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How text becomes tokens, and which of them a model knows. */
@InSection(Section.TEXT)
final class TextFlags {
  @Option(
      names = "--tokenizer",
      paramLabel = "NAME",
      description =
          "words (\\w+) or whitespace (text tokenized already), both in lower case. With +case they"
              + " keep upper case, words+punctuation and words+case+punctuation have punctuation as"
              + " tokens; or one of your own. Default: words.")
  private String tokenizer;

  @Option(
      names = "--stop-words",
      paramLabel = "WORDS",
      description =
          "Words that losses leave one-hot: english (function words; where the text is of another"
              + " language, its frequent words), none, or a file of words separated by white space."
              + " Default: english; none in --preset published, the frequent words in sentences, the"
              + " sample's own for the sample. Frequent are words above 0.2 %% of the text; among"
              + " fewer than 2,000 words, function words above it and those four times as frequent as the"
              + " average one.")
  private Path stopWords;

  @Option(
      names = "--stop-word",
      paramLabel = "WORD",
      description = "A stop word beside those of --stop-words; may be given several times.")
  private List<String> moreStopWords = List.of();

  @Bounds(above = 0, to = 1)
  @Option(
      names = "--stop-share",
      paramLabel = "X",
      description =
          "Words that are more than this share of all tokens are stop words too, however few words"
              + " there are. Default: none, the frequent words in --preset sentences.")
  private Double stopShare;

  @Bounds(above = 0, to = 1)
  @Option(
      names = "--weight-smoothing",
      paramLabel = "X",
      description =
          "a of the words' weights a / (a + share) in --weighted-mean and --weighted-targets: the "
              + "share of all tokens whose word weighs one half. Default: 1e-3; 1e-2 in --preset sentences.")
  private Double weightSmoothing;

  @Option(
      names = "--exclude-words",
      paramLabel = "FILE",
      description = "Words never counted as similar to another, separated by white space.")
  private Path excludeWords;

  @Option(
      names = "--exclude-word",
      paramLabel = "WORD",
      description = "A word beside those of --exclude-words; may be given several times.")
  private List<String> moreExcludedWords = List.of();

  @Bounds(from = 2, to = 10_000)
  @Option(
      names = "--max-length",
      paramLabel = "N",
      description =
          "Tokens of a sentence, <end> included; the rest is cut. Default: 40; 15 in --preset"
              + " published.")
  private Integer maxLength;

  @Bounds(from = 1, to = Integer.MAX_VALUE)
  @Option(
      names = "--min-count",
      paramLabel = "N",
      description = "Words seen less often become <unk>. Default: 1; 2 in --preset sentences.")
  private Integer minCount;

  @Bounds(from = 1, to = Integer.MAX_VALUE)
  @Option(
      names = "--max-vocabulary",
      paramLabel = "N",
      description =
          "The most words kept, the frequent first. Default: 20000; no limit in --preset published.")
  private Integer maxVocabulary;

  @Option(names = "--bigrams", description = "Tokens are pairs of words.")
  private boolean bigrams;

  /**
   * The settings, with defaults filled in.
   *
   * @param plain the defaults
   * @param plainTokenizer the tokenizer, if none is named
   * @param sampleStopWords the sample's, if it is trained on and they are there; or null
   * @param form which tokens are read and written beside the words
   */
  VocabularySettings settings(
      VocabularySettings plain, String plainTokenizer, Path sampleStopWords, SentenceForm form) {
    String name = or(tokenizer, plainTokenizer);
    Tokenizer cut;
    try {
      cut = Tokenizers.byName(name);
    } catch (SimlossException e) {
      throw new UsageException("--tokenizer: " + e.getMessage());
    }
    return new VocabularySettings(
        new TextSettings(name, bigrams, or(maxLength, plain.text().maxLength()), form),
        or(minCount, plain.minCount()),
        or(maxVocabulary, plain.maxVocabulary()),
        exceptions(plain.exceptions(), sampleStopWords, cut.lowerCase()),
        or(weightSmoothing, plain.weightSmoothing()));
  }

  private WordExceptions exceptions(WordExceptions plain, Path sampleStopWords, boolean lowerCase) {
    List<String> excluded = new ArrayList<>(words(excludeWords));
    excluded.addAll(named("--exclude-word", moreExcludedWords, lowerCase));
    WordExceptions chosen = plain.withExcludedWords(excluded);
    if (stopWords != null) {
      chosen = chosen.withStopWords(chosenStopWords());
    } else if (sampleStopWords != null) {
      chosen = chosen.withStopWords(words(sampleStopWords));
    }
    if (!moreStopWords.isEmpty()) {
      List<String> all = new ArrayList<>(chosen.stopWords());
      all.addAll(named("--stop-word", moreStopWords, lowerCase));
      chosen = chosen.withStopWords(all);
    }
    return stopShare == null ? chosen : chosen.withFrequentShare(stopShare);
  }

  private List<String> chosenStopWords() {
    return switch (stopWords.toString()) {
      case "english" -> StopWords.english();
      case "none" -> List.of();
      default -> words(stopWords);
    };
  }

  /** The words of a file, separated by white space, if there is one. */
  private static List<String> words(Path file) {
    List<String> words = new ArrayList<>();
    if (file != null) {
      TextFiles.forEachLine(
          file, (number, line) -> words.addAll(Tokenizers.WHITESPACE.tokenize(line)));
    }
    return words;
  }

  /** Words of options, written as the text's are: another would never be met. */
  private static List<String> named(String option, List<String> given, boolean lowerCase) {
    List<String> words = new ArrayList<>();
    for (String word : given) {
      if (Tokenizers.WHITESPACE.tokenize(word).size() != 1 || !word.strip().equals(word)) {
        throw new UsageException(
            option
                + ": "
                + Messages.quote(word)
                + " is no word: give one, without white space; several take the option again");
      }
      words.add(lowerCase ? word.toLowerCase(Locale.ROOT) : word);
    }
    return words;
  }

  private static <T> T or(T value, T fallback) {
    return value == null ? fallback : value;
  }
}
