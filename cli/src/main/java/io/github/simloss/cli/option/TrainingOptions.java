package io.github.simloss.cli.option;

import io.github.simloss.cli.console.UsageException;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.run.LearningRateSchedule;
import io.github.simloss.run.TrainingSettings;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.train.data.VocabularySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/**
 * How a model is made and trained. An option that was not given is null here, because the sample
 * and a user's own data have different defaults.
 */
public final class TrainingOptions {
  private static final TrainingSettings PUBLISHED = TrainingSettings.DEFAULT;

  @Option(
      names = "--tokenizer",
      paramLabel = "NAME",
      description = "words (\\w+) or whitespace (text tokenised already). Default: words.")
  private String tokenizer;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES}. Default: soft-label.",
      completionCandidates = LossNames.class)
  private String loss;

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      description = "Words that share a soft label, the target included. Default: 5.")
  private Integer neighbours;

  @Option(
      names = "--normalize",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether soft labels sum to 1. Default: they do.")
  private boolean normalize;

  @Option(
      names = "--epsilon",
      paramLabel = "X",
      description = "Added to probabilities by all losses but ce. Default: 1e-5.")
  private Double epsilon;

  @Option(
      names = "--reduction",
      paramLabel = "NAME",
      description = "token-mean, or position-mean as published. Default: token-mean.")
  private String reduction;

  @Option(
      names = "--loss-option",
      paramLabel = "NAME=VALUE",
      description = "An option of a loss that has no flag of its own.")
  private Map<String, String> lossOptions = new TreeMap<>();

  @Option(
      names = "--stop-words",
      paramLabel = "FILE",
      description = "Words that soft-label leaves one-hot, parted by white space.")
  private Path stopWords;

  @Option(
      names = "--exclude-words",
      paramLabel = "FILE",
      description = "Words never counted as similar to another, parted by white space.")
  private Path excludeWords;

  @Option(
      names = "--similarities",
      paramLabel = "FILE",
      description =
          "Similarities of your own in place of the vectors' cosines: lines 'word word value', plain"
              + " or gzip, or a .npy of V x V in the vocabulary's order.")
  private Path similarities;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training sentences. Default: 10.")
  private Integer epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Sentences a step. Default: 10, as published.")
  private Integer batchSize;

  @Option(
      names = "--hidden-size",
      paramLabel = "N",
      description = "Size of the code. Default: 256.")
  private Integer hiddenSize;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description = "Tokens of a sentence, <end> included; the rest is cut. Default: 15.")
  private Integer maxLength;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "Adam's. Default: 5e-5, as published; the paper names 1e-3 to 1e-4, which learn faster.")
  private Double learningRate;

  @Option(
      names = "--learning-rate-schedule",
      paramLabel = "NAME",
      defaultValue = "constant",
      description =
          "constant, or linear: falls from --learning-rate to nothing over all epochs. Default:"
              + " ${DEFAULT-VALUE}.")
  private LearningRateSchedule schedule;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Largest global norm of a gradient. Default: 5.")
  private Double clipNorm;

  @Option(
      names = "--min-count",
      paramLabel = "N",
      description = "Words seen less often become <unk>. Default: 1.")
  private Integer minCount;

  @Option(
      names = "--max-vocabulary",
      paramLabel = "N",
      description = "The most words kept, the frequent first. Default: no limit.")
  private Integer maxVocabulary;

  @Option(names = "--bigrams", description = "Tokens are pairs of words.")
  private boolean bigrams;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: 1.")
  private Long seed;

  @Option(
      names = "--evaluate-every",
      paramLabel = "STEPS",
      description = "Steps between dev evaluations. Default: one each epoch.")
  private Integer evaluateEvery;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Stop after N evaluations without a better dev loss. Default: never.")
  private Integer patience;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "STEPS",
      description = "Steps between checkpoints. Default: one at each evaluation.")
  private Integer checkpointEvery;

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "X",
      description = "Minutes between checkpoints, beside the others. Default: none by the clock.")
  private Double checkpointMinutes;

  @Option(
      names = "--keep-checkpoints",
      paramLabel = "N",
      description = "How many of the newest checkpoints stay. Default: 2.")
  private Integer keepCheckpoints;

  @Option(
      names = "--on-divergence",
      paramLabel = "WHAT",
      defaultValue = "stop",
      description =
          "When a loss, gradient or weight is no finite number: stop, or rewind to the newest"
              + " checkpoint and halve the learning rate. Default: ${DEFAULT-VALUE}.")
  private OnDivergence onDivergence;

  @Option(
      names = "--rewinds",
      paramLabel = "N",
      description = "The most rewinds of a run. Default: 3.")
  private Integer rewinds;

  /** What to do when a run diverges. */
  private enum OnDivergence {
    /** End with an error. */
    STOP,
    /** Go back and halve the learning rate. */
    REWIND
  }

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Dev sentences shown with their reconstruction at each evaluation. Default: 3.")
  private Integer samples;

  @Option(
      names = "--group-by-length",
      description = "Sentences of like length share a batch: faster with large batches.")
  private boolean groupByLength;

  /** Whether {@code --loss} was given. */
  public boolean namesLoss() {
    return loss != null;
  }

  /**
   * How to train, with the defaults filled in.
   *
   * @param sample whether those that suit the sample: it is so small that it needs larger steps
   */
  public TrainingSettings training(boolean sample) {
    return new TrainingSettings(
        or(epochs, sample ? 20 : PUBLISHED.epochs()),
        or(batchSize, sample ? 32 : PUBLISHED.batchSize()),
        or(learningRate, sample ? 3e-3 : PUBLISHED.learningRate()),
        or(clipNorm, PUBLISHED.clipNorm()),
        or(evaluateEvery, PUBLISHED.evaluateEvery()),
        or(patience, PUBLISHED.patience()),
        or(checkpointEvery, PUBLISHED.checkpointEvery()),
        or(keepCheckpoints, PUBLISHED.keepCheckpoints()),
        or(samples, PUBLISHED.samples()),
        groupByLength,
        or(seed, PUBLISHED.seed()),
        or(checkpointMinutes, PUBLISHED.checkpointMinutes()),
        rewinds(),
        schedule);
  }

  /**
   * How text becomes tokens.
   *
   * @param sample as for {@link #training}
   * @param stopWordsFile words that stay one-hot, or null
   */
  public VocabularySettings vocabulary(boolean sample, Path stopWordsFile) {
    return new VocabularySettings(
        or(tokenizer, sample ? "whitespace" : "words"),
        bigrams,
        or(maxLength, 15),
        or(minCount, 1),
        or(maxVocabulary, Integer.MAX_VALUE),
        words(stopWordsFile),
        words(excludeWords));
  }

  /** H; the sample as for {@link #training}. */
  public int hiddenSize(boolean sample) {
    return or(hiddenSize, sample ? 128 : 256);
  }

  Path stopWords() {
    return stopWords;
  }

  Path similarities() {
    return similarities;
  }

  private static List<String> words(Path file) {
    List<String> words = new ArrayList<>();
    if (file != null) {
      TextFiles.forEachLine(
          file, (number, line) -> words.addAll(Tokenizers.WHITESPACE.tokenize(line)));
    }
    return words;
  }

  private int rewinds() {
    if (onDivergence == OnDivergence.STOP) {
      if (rewinds != null) {
        throw new UsageException("--rewinds needs --on-divergence rewind");
      }
      return 0;
    }
    if (or(rewinds, 3) < 1) {
      throw new UsageException("--rewinds is " + rewinds + "; it must be at least 1");
    }
    return or(rewinds, 3);
  }

  /** The loss with the options that were given for it. */
  public LossSpec loss() {
    LossSpec spec = LossSpec.of(or(loss, "soft-label"));
    for (Map.Entry<String, String> option : lossOptions.entrySet()) {
      spec = spec.with(option.getKey(), LossChoices.value(option.getValue()));
    }
    return spec.with("neighbours", neighbours)
        .with("normalize", normalize ? null : Boolean.FALSE)
        .with("epsilon", epsilon)
        .with("reduction", reduction);
  }

  private static <T> T or(T value, T fallback) {
    return value == null ? fallback : value;
  }
}
