package io.github.simloss.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.batch.Noise;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.io.json.Json;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.Provenance;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.settings.CheckpointSettings;
import io.github.simloss.run.settings.OptimizationSettings;
import io.github.simloss.run.settings.TrainingSettings;
import java.nio.file.Path;
import java.util.Map;

/** The {@code config.json} of a run, as the options that train the same again. */
final class RunOptions {
  private final RunConfig config;
  private final ObjectNode options = JsonNodeFactory.instance.objectNode();

  private RunOptions(RunConfig config) {
    this.config = config;
  }

  /** Whether a file is that of a run. */
  static boolean isRun(JsonNode tree) {
    return tree.has("format") && tree.has("spec") && tree.has("provenance");
  }

  /**
   * The options of {@code train}: data, text, model, loss, training, engine and device. Where the
   * run went and how many threads it had are this machine's business.
   */
  static ObjectNode of(Path file, String command) {
    if (!command.equals("train")) {
      throw new UsageException(
          file
              + " is the configuration of a run: only train takes it for --config, not "
              + command);
    }
    RunOptions options = new RunOptions(RunConfig.read(file));
    options.data();
    options.text();
    options.model();
    options.loss();
    options.training();
    return options.options;
  }

  private void data() {
    Provenance made = config.provenance();
    path("train", made.data().train());
    path("dev", made.data().dev());
    path("vectors", made.data().vectors());
    path("similarities", made.data().similarities());
    options.put("backend", made.machine().backend()).put("device", made.machine().device());
    options.put("min-count", made.words().minCount());
    options.put("max-vocabulary", made.words().maxVocabulary());
    if (made.words().weightSmoothing() != null) {
      options.put("weight-smoothing", made.words().weightSmoothing());
    }
  }

  private void path(String option, DataSource source) {
    if (source != null) {
      options.put(option, source.path());
    }
  }

  private void text() {
    options.put("tokenizer", config.tokenizer()).put("bigrams", config.bigrams());
    options.put("max-length", config.spec().embedding().maxLength());
    options.put("unknown-words", config.form().unknown() ? "keep" : "skip");
    options.put("source-end", config.form().sourceEnd());
    // Those of a list or a share are among the words already.
    options.put("stop-share", 1).put("stop-words", "none");
    options.set("stop-word", Json.toTree(config.stopWords()));
    options.set("exclude-word", Json.toTree(config.excludedWords()));
  }

  private void model() {
    EncoderSpec encoder = config.spec().encoder();
    options.put("hidden-size", encoder.hiddenSize()).put("encoder-layers", encoder.layers());
    options.put("bidirectional", encoder.bidirectional());
    options.put("pooling", encoder.pooling().label());
    options.put("weighted-mean", encoder.weightedMean());
    options.put("append-word-vectors", encoder.wordVectors());
    options.put("code-size", encoder.codeSize());
    DecoderSpec decoder = config.spec().decoder();
    options.put("decoder", decoder.kind().label()).put("decoder-size", decoder.hiddenSize());
    options.put("output-layer", decoder.outputLayer().label());
    options.put("weighted-targets", decoder.weightedTargets());
    if (config.postProcessing() != null) {
      options.put("remove-components", config.postProcessing().removedComponents());
    }
  }

  private void loss() {
    options.put("loss", config.loss().name());
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Object> option : config.loss().options().entrySet()) {
      own.set(option.getKey(), Json.toTree(option.getValue()));
    }
    options.set("loss-option", own);
  }

  private void training() {
    TrainingSettings training = config.training();
    OptimizationSettings optimization = training.optimization();
    options.put("epochs", optimization.epochs()).put("batch-size", optimization.batchSize());
    options.put("group-by-length", optimization.groupByLength());
    options.put("learning-rate", optimization.learningRate());
    options.set("learning-rate-schedule", Json.toTree(optimization.schedule()));
    options.put("clip-norm", optimization.clipNorm()).put("seed", training.seed());
    options.put("evaluate-every", training.evaluation().every());
    options.put("patience", training.evaluation().patience());
    options.put("samples", training.evaluation().samples());
    CheckpointSettings checkpoints = training.checkpoints();
    options.put("checkpoint-every", checkpoints.every());
    options.put("checkpoint-minutes", checkpoints.minutes());
    options.put("keep-checkpoints", checkpoints.keep());
    if (checkpoints.rewinds() > 0) {
      options.put("on-divergence", "rewind").put("rewinds", checkpoints.rewinds());
    }
    noise(training.noise());
  }

  private void noise(Noise noise) {
    options.put("word-dropout", noise.wordDropout()).put("word-swap", noise.wordSwap());
    if (config.spec().decoder().kind() == DecoderKind.LSTM) {
      options.put("decoder-word-dropout", noise.decoderWordDropout());
    }
  }
}
