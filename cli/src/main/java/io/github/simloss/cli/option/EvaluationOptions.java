package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.Needs;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.SetDefinition;
import io.github.simloss.evaluate.sets.SetFile;
import io.github.simloss.experiment.comparison.ComparisonRequest;
import io.github.simloss.experiment.evaluation.EvaluationPlan;
import io.github.simloss.experiment.evaluation.EvaluationSentences;
import io.github.simloss.experiment.evaluation.FirstWords;
import io.github.simloss.run.DataSource;
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
@InSection(Section.EVALUATION)
public final class EvaluationOptions {
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
            + " separated by tabs, counted from 1. Without TEST: 10-fold cross-validation. May be given"
            + " several times. More settings:",
        "task=classes or task=relatedness: what is asked. Default: relatedness where labels are"
            + " numbers of more than 5 values. Labels that say neither are refused.",
        "features=pair (|u-v| and u*v, the default) or features=all (u and v as well, as SentEval"
            + " does for SNLI).",
        "positive=LABEL: the class whose F1 is measured. Default: 1 or true of two classes.",
        "dev=FILE: choose the penalty by this file instead of cross-validation; with TEST.",
        "header=true: the first line of each file is a heading.",
        "A path with a comma stands in double quotes: NAME=\"a,b.tsv\":label=1,..."
      })
  private List<String> pairs = new ArrayList<>();

  @Option(
      names = "--sentences",
      paramLabel = "SET",
      description =
          "Single sentences with classes, NAME=TRAIN[,TEST]:label=COL,sentence=COL, with the settings"
              + " of --pairs, but features. May be given several times.")
  private List<String> sentences = new ArrayList<>();

  @Option(
      names = "--sets",
      paramLabel = "FILE",
      description =
          "Sets of pairs and sentences in a JSON file, {\"NAME\": {\"train\": \"FILE\", \"test\":"
              + " \"FILE\", \"label\": COL, \"sentence\": COL}, ...}, with the settings of --pairs;"
              + " paths are relative to it.")
  private Path sets;

  @Needs({"--pairs", "--sentences", "--sets"})
  @Option(
      names = "--pairs-tokenizer",
      paramLabel = "NAME",
      defaultValue = "words",
      description =
          "How sentences of sets are cut: words or whitespace (for files that are tokenized as"
              + " the model's text was). Default: ${DEFAULT-VALUE}.")
  private String pairsTokenizer;

  @Bounds(from = 1, to = 10_000)
  @Needs({"--pairs", "--sentences", "--sets"})
  @Option(
      names = "--pairs-max-length",
      paramLabel = "N",
      description =
          "Words of a sentence of a set that are read, by the model and the baselines alike."
              + " Default: all, however long the model's training sentences were.")
  private Integer pairsMaxLength;

  @Bounds(from = 1, to = 10_000)
  @Needs("--reconstruction")
  @Option(
      names = "--near",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many nearest words, the word itself counted, are near synonyms. Default:"
              + " ${DEFAULT-VALUE}.")
  private int near;

  @Bounds
  @Needs({"--pairs", "--sentences", "--sets"})
  @Option(
      names = "--evaluation-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of cross-validation's folds. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /** Whether there is anything to measure. */
  public boolean isEmpty() {
    return reconstruction == null && pairs.isEmpty() && sentences.isEmpty() && sets == null;
  }

  /** Whether sentences are to be reconstructed. */
  public boolean hasReconstruction() {
    return reconstruction != null;
  }

  /** The options as given: measurements are comparable only if these are the same. */
  private Map<String, String> identity() {
    Map<String, String> options = new TreeMap<>();
    options.put("reconstruction", String.valueOf(reconstruction));
    options.put("pairs", String.join(" ", pairs));
    if (!sentences.isEmpty()) {
      options.put("sentences", String.join(" ", sentences));
    }
    if (sets != null) {
      options.put("sets", DataSource.of(sets).sha256());
    }
    options.put("pairs-tokenizer", pairsTokenizer);
    options.put("pairs-max-length", String.valueOf(pairsMaxLength));
    options.put("near", Integer.toString(near));
    options.put("evaluation-seed", Long.toString(seed));
    return options;
  }

  /** Checks the options and reads the files. */
  public EvaluationPlan plan() {
    Tokenizer tokenizer;
    try {
      Tokenizer whole = Tokenizers.byName(pairsTokenizer);
      tokenizer = pairsMaxLength == null ? whole : new FirstWords(whole, pairsMaxLength);
    } catch (SimlossException e) {
      throw new UsageException("--pairs-tokenizer: " + e.getMessage());
    }
    List<SetDefinition> definitions = definitions();
    EvaluationSentences read =
        reconstruction == null ? null : EvaluationSentences.read(reconstruction);
    List<EvaluationSet> found = definitions.stream().map(SetDefinition::read).toList();
    return new EvaluationPlan(read, near, found, tokenizer, seed);
  }

  private List<SetDefinition> definitions() {
    List<SetDefinition> definitions = new ArrayList<>();
    pairs.forEach(text -> definitions.add(SetOption.parse("--pairs", text)));
    sentences.forEach(text -> definitions.add(SetOption.parse("--sentences", text)));
    if (sets != null) {
      definitions.addAll(SetFile.read(sets));
    }
    Set<String> names = new TreeSet<>();
    for (SetDefinition definition : definitions) {
      if (!names.add(definition.name())) {
        throw new UsageException("the name '" + definition.name() + "' of a set comes twice");
      }
    }
    return definitions;
  }

  /**
   * What a comparison measures its runs by.
   *
   * @param plan as {@link #plan} gives it
   * @param dev whose sentences are reconstructed where nothing is asked for
   */
  public ComparisonRequest.Measures measures(EvaluationPlan plan, Path dev) {
    EvaluationPlan measured =
        isEmpty()
            ? new EvaluationPlan(
                EvaluationSentences.read(dev), near, List.of(), plan.tokenizer(), seed)
            : plan;
    return new ComparisonRequest.Measures(measured, identity());
  }
}
