package io.github.simloss.spark;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.run.RunContent;
import io.github.simloss.spark.internal.files.HadoopFolder;
import io.github.simloss.spark.internal.params.Checks;
import io.github.simloss.spark.internal.params.StageFiles;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Trains a sentence autoencoder on a column of text by several workers at once, with the numbers of
 * one machine: batches are those of {@code simloss train} with the same seed, each worker computes
 * its rows, and the gradients are summed around a ring.
 *
 * <pre>
 * AutoencoderModel model =
 *     new Autoencoder()
 *         .setPreset("sentences")
 *         .setNumWorkers(4)
 *         .setVectors("hdfs:/data/cc.en.300.bin")
 *         .setCheckpointDir("hdfs:/runs/reviews")
 *         .fit(texts);
 * </pre>
 *
 * <p>The workers are the tasks of one barrier stage, so that all of them need a slot at once. Every
 * worker holds the whole model and, on its disk, all sentences as ids (4 bytes a token). If an
 * executor dies, training begins again from the newest checkpoint and ends with the same weights.
 *
 * @since 0.2.0
 */
public final class Autoencoder extends AutoencoderParams implements MLWritable {
  private static final long serialVersionUID = 1L;

  /** One of a given uid. */
  public Autoencoder(String uid) {
    super(uid);
  }

  /** One with a random uid. */
  public Autoencoder() {
    this(Identifiable.randomUID("simlossTraining"));
  }

  /** What {@link #save} wrote. */
  public static Autoencoder load(String path) {
    return read().load(path);
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<Autoencoder> read() {
    return new Reader();
  }

  private static final class Reader extends MLReader<Autoencoder> {
    @Override
    public Autoencoder load(String path) {
      HadoopFolder folder = HadoopFolder.of(path, sc().hadoopConfiguration());
      JsonNode metadata = StageFiles.read(folder, Autoencoder.class);
      Autoencoder stage = new Autoencoder(metadata.path("uid").asText());
      StageFiles.restore(stage, metadata);
      return stage;
    }
  }

  @Override
  public MLWriter write() {
    return new StageWriter(this, null);
  }

  /**
   * Trains to the end.
   *
   * @throws io.github.simloss.SimlossException in one line: too few slots, dynamic allocation,
   *     encryption that is not allowed to be missing, a folder with another run, a run that
   *     diverges, or one that failed more often than maxRestarts allows
   */
  @Override
  public AutoencoderModel fit(Dataset<?> data) {
    transformSchema(data.schema());
    RunContent run = new ClusterTraining(this, data).train();
    AutoencoderModel model =
        new AutoencoderModel(uid(), run)
            .setInputCol($(inputCol()))
            .setOutputCol($(outputCol()))
            .setBackend($(backend()))
            .setThreads((Integer) $(threads()));
    return model.setParent(this);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Checks.textColumn(schema, $(inputCol()));
    if (isDefined(validationIndicatorCol())) {
      Checks.flagColumn(schema, $(validationIndicatorCol()));
    }
    return schema.add($(outputCol()), SQLDataTypes.VectorType(), false);
  }

  @Override
  public Autoencoder copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Sets inputCol. The column of text, one sentence a row. */
  public Autoencoder setInputCol(String value) {
    set(inputCol(), value);
    return this;
  }

  /** Sets outputCol. The column that the model will put codes into. */
  public Autoencoder setOutputCol(String value) {
    set(outputCol(), value);
    return this;
  }

  /**
   * Sets validationIndicatorCol. A column of booleans that are true for sentences to evaluate on;
   * if it is not set, devFraction chooses them.
   */
  public Autoencoder setValidationIndicatorCol(String value) {
    set(validationIndicatorCol(), value);
    return this;
  }

  /**
   * Sets devFraction. The share of sentences to evaluate on, drawn from the seed, if there is no
   * validationIndicatorCol.
   */
  public Autoencoder setDevFraction(double value) {
    set(devFraction(), value);
    return this;
  }

  /** Sets numWorkers. Workers, each a task with a slot of its own, all at once. */
  public Autoencoder setNumWorkers(int value) {
    set(numWorkers(), value);
    return this;
  }

  /** Sets batchSize. Sentences a step over all workers together; the preset's if it is not set. */
  public Autoencoder setBatchSize(int value) {
    set(batchSize(), value);
    return this;
  }

  /** Sets maxIter. Passes over the training sentences; the preset's if it is not set. */
  public Autoencoder setMaxIter(int value) {
    set(maxIter(), value);
    return this;
  }

  /** Sets stepSize. Adam's learning rate; the preset's if it is not set. */
  public Autoencoder setStepSize(double value) {
    set(stepSize(), value);
    return this;
  }

  /** Sets seed. Of everything random; 1 if it is not set. */
  public Autoencoder setSeed(long value) {
    set(seed(), value);
    return this;
  }

  /** Sets hiddenSize. Units of the encoder's LSTM; the preset's if it is not set. */
  public Autoencoder setHiddenSize(int value) {
    set(hiddenSize(), value);
    return this;
  }

  /** Sets loss. The loss by its name; the preset's if it is not set. */
  public Autoencoder setLoss(String value) {
    set(loss(), value);
    return this;
  }

  /** Sets preset. Defaults that belong together: published or sentences. */
  public Autoencoder setPreset(String value) {
    set(preset(), value);
    return this;
  }

  /**
   * Sets options. Further options of simloss train, name=value each, without hyphens before the
   * name; of an option of a loss the name begins with loss-option:.
   */
  public Autoencoder setOptions(String[] value) {
    set(options(), value);
    return this;
  }

  /**
   * Sets vocabulary. A vocabulary file that was counted before, of this machine or a URI; else the
   * words are counted.
   */
  public Autoencoder setVocabulary(String value) {
    set(vocabulary(), value);
    return this;
  }

  /** Sets vectors. The file of word vectors, of this machine or a URI. */
  public Autoencoder setVectors(String value) {
    set(vectors(), value);
    return this;
  }

  /**
   * Sets checkpointDir. A folder that all executors reach, for sentences as ids, checkpoints and
   * the run; one that holds a part of the same run is continued.
   */
  public Autoencoder setCheckpointDir(String value) {
    set(checkpointDir(), value);
    return this;
  }

  /**
   * Sets checkpointInterval. Steps between checkpoints; one at each evaluation if it is not set.
   */
  public Autoencoder setCheckpointInterval(int value) {
    set(checkpointInterval(), value);
    return this;
  }

  /**
   * Sets maxRestarts. How often training begins again from the newest checkpoint after a failure.
   */
  public Autoencoder setMaxRestarts(int value) {
    set(maxRestarts(), value);
    return this;
  }

  /** Sets backend. The engine: djl, dl4j, java, or empty for the fastest that starts. */
  public Autoencoder setBackend(String value) {
    set(backend(), value);
    return this;
  }

  /** Sets threads. Threads of a worker; 0 for spark.task.cpus. */
  public Autoencoder setThreads(int value) {
    set(threads(), value);
    return this;
  }

  /** Sets exchangeTimeout. Seconds that workers wait for the slowest of them in a step. */
  public Autoencoder setExchangeTimeout(int value) {
    set(exchangeTimeout(), value);
    return this;
  }

  /**
   * Sets allowUnencrypted. Whether workers may exchange gradients unencrypted where Spark encrypts
   * its own traffic.
   */
  public Autoencoder setAllowUnencrypted(boolean value) {
    set(allowUnencrypted(), value);
    return this;
  }
}
