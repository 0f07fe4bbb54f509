package io.github.simloss.cli;

import io.github.simloss.SimlossException;
import io.github.simloss.evaluate.pairs.PairSet;
import io.github.simloss.evaluate.pairs.SentencePair;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** What a model is measured by. */
final class EvaluationOptions {
  @Option(
      names = "--reconstruction",
      paramLabel = "FILE",
      description =
          "Sentences to reconstruct, one a line, plain or gzip; empty lines are left out.")
  private Path reconstruction;

  @Option(
      names = "--pairs",
      paramLabel = "SET",
      description = {
        "Sentence pairs, NAME=TRAIN[,TEST]:label=COL,first=COL,second=COL, from files of columns"
            + " parted by tabs, counted from 1. Without TEST: 10-fold cross-validation. May be given"
            + " several times. More settings:",
        "task=classes or task=relatedness: what is asked. Default: relatedness where labels are"
            + " numbers of more than 5 values.",
        "features=pair (|u-v| and u*v, the default) or features=all (u and v as well, as SentEval"
            + " does for SNLI).",
        "positive=LABEL: the class whose F1 is measured. Default: 1 or true of two classes."
      })
  private List<String> pairs = new ArrayList<>();

  @Option(
      names = "--pairs-tokenizer",
      paramLabel = "NAME",
      defaultValue = "words",
      description =
          "How sentences of --pairs are cut: words or whitespace (for files that are tokenised as"
              + " the model's text was). Default: ${DEFAULT-VALUE}.")
  private String pairsTokenizer;

  @Option(
      names = "--pairs-max-length",
      paramLabel = "N",
      description =
          "Words of a sentence of --pairs that are read, by the model and the baselines alike."
              + " Default: all, however long the model's training sentences were.")
  private Integer pairsMaxLength;

  @Option(
      names = "--near",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many nearest words, the word itself counted, are near synonyms. Default:"
              + " ${DEFAULT-VALUE}.")
  private int near;

  @Option(
      names = "--evaluation-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of cross-validation's folds. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /**
   * What the options say, with everything read that can be read before a model is opened.
   *
   * @param sentences to reconstruct, or null
   * @param emptyLines left out
   * @param sets sentence pairs
   * @param tokenizer how those are cut, and how much of them is read
   * @param near N of near synonyms
   * @param seed of folds
   */
  record Plan(
      List<String> sentences,
      int emptyLines,
      List<PairSet> sets,
      Tokenizer tokenizer,
      int near,
      long seed) {

    /** Every word that has to have a vector, if there is one: of pairs, and of sentences. */
    Set<String> words(Tokenizer model) {
      Set<String> words = new TreeSet<>();
      for (PairSet set : sets) {
        for (SentencePair pair : set.all()) {
          words.addAll(tokenizer.tokenize(pair.first()));
          words.addAll(tokenizer.tokenize(pair.second()));
        }
      }
      if (sentences != null) {
        sentences.forEach(sentence -> words.addAll(model.tokenize(sentence)));
      }
      return words;
    }
  }

  /** Whether there is anything to measure. */
  boolean isEmpty() {
    return reconstruction == null && pairs.isEmpty();
  }

  /** The options as given: measurements are comparable only if these are the same. */
  Map<String, String> identity() {
    Map<String, String> options = new TreeMap<>();
    options.put("reconstruction", String.valueOf(reconstruction));
    options.put("pairs", String.join(" ", pairs));
    options.put("pairs-tokenizer", pairsTokenizer);
    options.put("pairs-max-length", String.valueOf(pairsMaxLength));
    options.put("near", Integer.toString(near));
    options.put("evaluation-seed", Long.toString(seed));
    return options;
  }

  /** Checks the options and reads the files. */
  Plan plan() {
    if (near < 1) {
      throw new UsageException("--near is " + near + "; it must be at least 1");
    }
    if (pairsMaxLength != null && pairsMaxLength < 1) {
      throw new UsageException(
          "--pairs-max-length is " + pairsMaxLength + "; it must be at least 1");
    }
    Tokenizer tokenizer;
    try {
      tokenizer = firstWords(Tokenizers.byName(pairsTokenizer), pairsMaxLength);
    } catch (SimlossException e) {
      throw new UsageException("--pairs-tokenizer: " + e.getMessage());
    }
    List<PairOption> options = pairs.stream().map(PairOption::parse).toList();
    Set<String> names = new TreeSet<>();
    for (PairOption option : options) {
      if (!names.add(option.name())) {
        throw new UsageException("--pairs: the name '" + option.name() + "' comes twice");
      }
    }
    List<String> sentences = null;
    int empty = 0;
    if (reconstruction != null) {
      List<String> lines = TextFiles.readLines(reconstruction);
      sentences = lines.stream().filter(line -> !line.isBlank()).toList();
      empty = lines.size() - sentences.size();
      if (sentences.isEmpty()) {
        throw new SimlossException(reconstruction + " has no sentence; it needs one a line");
      }
    }
    List<PairSet> sets = options.stream().map(PairOption::read).toList();
    return new Plan(sentences, empty, sets, tokenizer, near, seed);
  }

  /** A tokenizer that ends after so many words. */
  private static Tokenizer firstWords(Tokenizer tokenizer, Integer most) {
    if (most == null) {
      return tokenizer;
    }
    return new Tokenizer() {
      @Override
      public String name() {
        return tokenizer.name();
      }

      @Override
      public List<String> tokenize(String sentence) {
        List<String> words = tokenizer.tokenize(sentence);
        return words.subList(0, Math.min(most, words.size()));
      }
    };
  }
}
