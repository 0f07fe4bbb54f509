package io.github.simloss.spark;

import io.github.simloss.spark.internal.params.Checks;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The parameters of {@link Autoencoder}. Those that have no default here have that of the preset.
 *
 * @since 0.2.0
 */
public abstract class AutoencoderParams extends Estimator<AutoencoderModel> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> validationIndicatorCol;
  private final DoubleParam devFraction;
  private final IntParam numWorkers;
  private final IntParam batchSize;
  private final IntParam maxIter;
  private final DoubleParam stepSize;
  private final LongParam seed;
  private final IntParam hiddenSize;
  private final Param<String> loss;
  private final Param<String> preset;
  private final StringArrayParam options;
  private final Param<String> vocabulary;
  private final Param<String> vectors;
  private final Param<String> checkpointDir;
  private final IntParam checkpointInterval;
  private final IntParam maxRestarts;
  private final Param<String> backend;
  private final IntParam threads;
  private final IntParam exchangeTimeout;
  private final BooleanParam allowUnencrypted;

  AutoencoderParams(String uid) {
    this.uid = uid;
    inputCol = Checks.text(this, "inputCol", "The column of text, one sentence a row.");
    outputCol = Checks.text(this, "outputCol", "The column that the model will put codes into.");
    validationIndicatorCol =
        Checks.text(
            this,
            "validationIndicatorCol",
            "A column of booleans that are true for sentences to evaluate on; if it is not "
                + "set, devFraction chooses them.");
    devFraction =
        Checks.fraction(
            this,
            "devFraction",
            "The share of sentences to evaluate on, drawn from the seed, if there is no "
                + "validationIndicatorCol.");
    numWorkers =
        Checks.atLeast(
            this, "numWorkers", "Workers, each a task with a slot of its own, all at once.", 1);
    batchSize =
        Checks.atLeast(
            this,
            "batchSize",
            "Sentences a step over all workers together; the preset's if it is not set.",
            1);
    maxIter =
        Checks.atLeast(
            this,
            "maxIter",
            "Passes over the training sentences; the preset's if it is not set.",
            1);
    stepSize =
        new DoubleParam(this, "stepSize", "Adam's learning rate; the preset's if it is not set.");
    seed = new LongParam(this, "seed", "Of everything random; 1 if it is not set.");
    hiddenSize =
        Checks.atLeast(
            this, "hiddenSize", "Units of the encoder's LSTM; the preset's if it is not set.", 1);
    loss = Checks.text(this, "loss", "The loss by its name; the preset's if it is not set.");
    preset = Checks.text(this, "preset", "Defaults that belong together: published or sentences.");
    options =
        new StringArrayParam(
            this,
            "options",
            "Further options of simloss train, name=value each, without hyphens before the "
                + "name; of an option of a loss the name begins with loss-option:.");
    vocabulary =
        Checks.text(
            this,
            "vocabulary",
            "A vocabulary file that was counted before, of this machine or a URI; else the "
                + "words are counted.");
    vectors = Checks.text(this, "vectors", "The file of word vectors, of this machine or a URI.");
    checkpointDir =
        Checks.text(
            this,
            "checkpointDir",
            "A folder that all executors reach, for sentences as ids, checkpoints and the "
                + "run; one that holds a part of the same run is continued.");
    checkpointInterval =
        Checks.atLeast(
            this,
            "checkpointInterval",
            "Steps between checkpoints; one at each evaluation if it is not set.",
            1);
    maxRestarts =
        Checks.atLeast(
            this,
            "maxRestarts",
            "How often training begins again from the newest checkpoint after a failure.",
            0);
    backend =
        Checks.text(
            this, "backend", "The engine: djl, dl4j, java, or empty for the fastest that starts.");
    threads = Checks.atLeast(this, "threads", "Threads of a worker; 0 for spark.task.cpus.", 0);
    exchangeTimeout =
        Checks.atLeast(
            this,
            "exchangeTimeout",
            "Seconds that workers wait for the slowest of them in a step.",
            1);
    allowUnencrypted =
        new BooleanParam(
            this,
            "allowUnencrypted",
            "Whether workers may exchange gradients unencrypted where Spark encrypts its own "
                + "traffic.");
    setDefault(inputCol, "text");
    setDefault(outputCol, "code");
    setDefault(devFraction, 0.02);
    setDefault(numWorkers, 1);
    setDefault(preset, "published");
    setDefault(options, new String[0]);
    setDefault(maxRestarts, 3);
    setDefault(backend, "");
    setDefault(threads, 0);
    setDefault(exchangeTimeout, 600);
    setDefault(allowUnencrypted, false);
  }

  /** Those that are set, and options, by the names of the command line's options. */
  final Map<String, String> named() {
    Map<String, String> named = new TreeMap<>();
    put(named, "batch-size", batchSize);
    put(named, "epochs", maxIter);
    put(named, "learning-rate", stepSize);
    put(named, "seed", seed);
    put(named, "hidden-size", hiddenSize);
    put(named, "loss", loss);
    put(named, "preset", preset);
    put(named, "checkpoint-every", checkpointInterval);
    for (String option : $(options)) {
      int equals = option.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("option '" + option + "' is not name=value");
      }
      named.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return named;
  }

  private void put(Map<String, String> named, String option, Param<?> param) {
    if (isDefined(param)) {
      named.put(option, String.valueOf($(param)));
    }
  }

  @Override
  public final String uid() {
    return uid;
  }

  /** The parameter inputCol. */
  public final Param<String> inputCol() {
    return inputCol;
  }

  /** The parameter outputCol. */
  public final Param<String> outputCol() {
    return outputCol;
  }

  /** The parameter validationIndicatorCol. */
  public final Param<String> validationIndicatorCol() {
    return validationIndicatorCol;
  }

  /** The parameter devFraction. */
  public final DoubleParam devFraction() {
    return devFraction;
  }

  /** The parameter numWorkers. */
  public final IntParam numWorkers() {
    return numWorkers;
  }

  /** The parameter batchSize. */
  public final IntParam batchSize() {
    return batchSize;
  }

  /** The parameter maxIter. */
  public final IntParam maxIter() {
    return maxIter;
  }

  /** The parameter stepSize. */
  public final DoubleParam stepSize() {
    return stepSize;
  }

  /** The parameter seed. */
  public final LongParam seed() {
    return seed;
  }

  /** The parameter hiddenSize. */
  public final IntParam hiddenSize() {
    return hiddenSize;
  }

  /** The parameter loss. */
  public final Param<String> loss() {
    return loss;
  }

  /** The parameter preset. */
  public final Param<String> preset() {
    return preset;
  }

  /** The parameter options. */
  public final StringArrayParam options() {
    return options;
  }

  /** The parameter vocabulary. */
  public final Param<String> vocabulary() {
    return vocabulary;
  }

  /** The parameter vectors. */
  public final Param<String> vectors() {
    return vectors;
  }

  /** The parameter checkpointDir. */
  public final Param<String> checkpointDir() {
    return checkpointDir;
  }

  /** The parameter checkpointInterval. */
  public final IntParam checkpointInterval() {
    return checkpointInterval;
  }

  /** The parameter maxRestarts. */
  public final IntParam maxRestarts() {
    return maxRestarts;
  }

  /** The parameter backend. */
  public final Param<String> backend() {
    return backend;
  }

  /** The parameter threads. */
  public final IntParam threads() {
    return threads;
  }

  /** The parameter exchangeTimeout. */
  public final IntParam exchangeTimeout() {
    return exchangeTimeout;
  }

  /** The parameter allowUnencrypted. */
  public final BooleanParam allowUnencrypted() {
    return allowUnencrypted;
  }
}
