package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.train.data.TextSettings;
import io.github.simloss.train.data.VocabularySettings;
import io.github.simloss.train.data.WordExceptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** How text becomes tokens, and which of them a model knows. */
@InSection(Section.TEXT)
final class TextFlags {
  @Option(
      names = "--tokenizer",
      paramLabel = "NAME",
      description = "words (\\w+) or whitespace (text tokenized already). Default: words.")
  private String tokenizer;

  @Option(
      names = "--stop-words",
      paramLabel = "FILE",
      description = "Words that soft-label leaves one-hot, separated by white space.")
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
          "Words that are more than this share of all tokens are stop words too. Default: none.")
  private Double stopShare;

  @Bounds(above = 0, to = 1)
  @Option(
      names = "--weight-smoothing",
      paramLabel = "X",
      description =
          "a of the words' weights a / (a + share) in --weighted-mean and --weighted-targets: the "
              + "share of all tokens whose word weighs one half. Default: 1e-3.")
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
      description = "Tokens of a sentence, <end> included; the rest is cut. Default: 15.")
  private Integer maxLength;

  @Bounds(from = 1, to = Integer.MAX_VALUE)
  @Option(
      names = "--min-count",
      paramLabel = "N",
      description = "Words seen less often become <unk>. Default: 1.")
  private Integer minCount;

  @Bounds(from = 1, to = Integer.MAX_VALUE)
  @Option(
      names = "--max-vocabulary",
      paramLabel = "N",
      description = "The most words kept, the frequent first. Default: no limit.")
  private Integer maxVocabulary;

  @Option(names = "--bigrams", description = "Tokens are pairs of words.")
  private boolean bigrams;

  /** Words that stay one-hot, or null. */
  Path stopWords() {
    return stopWords;
  }

  /**
   * The settings, with defaults filled in.
   *
   * @param plain the defaults
   * @param plainTokenizer the tokenizer, if none is named
   * @param stopWordsFile words that stay one-hot, or null
   * @param form which tokens are read and written beside the words
   */
  VocabularySettings settings(
      VocabularySettings plain, String plainTokenizer, Path stopWordsFile, SentenceForm form) {
    String name = or(tokenizer, plainTokenizer);
    try {
      Tokenizers.byName(name);
    } catch (SimlossException e) {
      throw new UsageException("--tokenizer: " + e.getMessage());
    }
    return new VocabularySettings(
        new TextSettings(name, bigrams, or(maxLength, plain.text().maxLength()), form),
        or(minCount, plain.minCount()),
        or(maxVocabulary, plain.maxVocabulary()),
        new WordExceptions(
            DataOptions.words(stopWordsFile, moreStopWords),
            or(stopShare, plain.exceptions().frequentShare()),
            DataOptions.words(excludeWords, moreExcludedWords)),
        or(weightSmoothing, plain.weightSmoothing()));
  }

  private static <T> T or(T value, T fallback) {
    return value == null ? fallback : value;
  }
}
