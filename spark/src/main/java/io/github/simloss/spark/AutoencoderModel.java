package io.github.simloss.spark;

import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.run.RunContent;
import io.github.simloss.run.vectors.WordTable;
import io.github.simloss.spark.internal.encode.EncodePartition;
import io.github.simloss.spark.internal.encode.EncodeSettings;
import io.github.simloss.spark.internal.params.Checks;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Encodes a column of text: the codes of a trained run, the same as those of {@code simloss encode}
 * and of {@link io.github.simloss.run.SentenceModel}.
 *
 * <pre>
 * AutoencoderModel model = AutoencoderModel.fromRun("run").setInputCol("text").setOutputCol("code");
 * Dataset&lt;Row&gt; codes = model.transform(texts);
 * </pre>
 *
 * <p>The run's files are broadcast; each task takes a live model of its executor, with as many
 * threads as Spark gives it. The executors need the jar of an engine with its native libraries;
 * without one, plain Java computes. A task that is tried again encodes its rows again, and each row
 * is in the result once.
 *
 * @since 0.2.0
 */
public final class AutoencoderModel extends Model<AutoencoderModel> implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final TreeMap<String, byte[]> files;

  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> backend;
  private final IntParam batchSize;
  private final IntParam threads;
  private final Param<String> outputType;
  private final Param<String> handleInvalid;

  /**
   * A model.
   *
   * @param uid of the stage
   * @param run its files
   */
  public AutoencoderModel(String uid, RunContent run) {
    this.uid = uid;
    this.files = new TreeMap<>(run.files());
    inputCol = Checks.text(this, "inputCol", "The column of text, one sentence a row.");
    outputCol = Checks.text(this, "outputCol", "The column that codes are put into.");
    backend =
        Checks.text(
            this,
            "backend",
            "The engine: djl, dl4j, java, or empty for the fastest that starts on an executor.");
    batchSize = Checks.atLeast(this, "batchSize", "Sentences that are encoded together.", 1);
    threads =
        Checks.atLeast(
            this, "threads", "Threads of a task; 0 for spark.task.cpus, as Spark plans with.", 0);
    outputType =
        Checks.oneOf(
            this,
            "outputType",
            "What codes are: ML vectors of doubles, or arrays of floats.",
            List.of("vector", "array"));
    handleInvalid =
        Checks.oneOf(
            this,
            "handleInvalid",
            "What becomes of rows whose text is null or has no word: error ends the job, skip"
                + " leaves them out, keep gives null for null and the code of an empty line.",
            List.of("error", "skip", "keep"));
    setDefault(inputCol, "text");
    setDefault(outputCol, "code");
    setDefault(backend, "");
    setDefault(batchSize, SentenceEncoder.USUAL_BATCH_SIZE);
    setDefault(threads, 0);
    setDefault(outputType, "vector");
    setDefault(handleInvalid, "error");
  }

  /**
   * The best model of a run's folder.
   *
   * @param path of this machine, or a URI of any file system that Hadoop knows
   * @throws io.github.simloss.SimlossException if it is no run, or damaged
   */
  public static AutoencoderModel fromRun(String path) {
    return new AutoencoderModel(Identifiable.randomUID("simloss"), RunPlace.read(path));
  }

  /** What {@link #save} wrote. */
  public static AutoencoderModel load(String path) {
    return read().load(path);
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<AutoencoderModel> read() {
    return new ModelReader();
  }

  @Override
  public MLWriter write() {
    return new StageWriter(this, this::run);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The files of the run; also what {@link RunContent#write} makes a folder of. */
  public RunContent run() {
    return RunContent.of(files);
  }

  @Override
  public Dataset<Row> transform(Dataset<?> data) {
    StructType schema = transformSchema(data.schema());
    int column = Checks.textColumn(data.schema(), getInputCol());
    EncodeSettings settings =
        new EncodeSettings(
            column,
            $(backend),
            (Integer) $(batchSize),
            (Integer) $(threads),
            $(outputType).equals("vector"),
            EncodeSettings.Invalid.valueOf($(handleInvalid).toUpperCase(Locale.ROOT)));
    Broadcast<Map<String, byte[]>> everywhere =
        JavaSparkContext.fromSparkContext(data.sparkSession().sparkContext()).broadcast(files);
    return data.toDF()
        .mapPartitions(
            new EncodePartition(everywhere, RunPlace.identity(files), settings),
            Encoders.row(schema));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Checks.textColumn(schema, getInputCol());
    if (List.of(schema.fieldNames()).contains(getOutputCol())) {
      throw new IllegalArgumentException(
          "the column '" + getOutputCol() + "' is there already: set another outputCol");
    }
    DataType type =
        $(outputType).equals("vector")
            ? SQLDataTypes.VectorType()
            : DataTypes.createArrayType(DataTypes.FloatType, false);
    return schema.add(getOutputCol(), type, $(handleInvalid).equals("keep"));
  }

  /**
   * The same model with vectors of the words of some text that its vocabulary lacks: a word that
   * the training text did not have is then encoded by its vector, not as unknown. The words are
   * counted by Spark, and the file is read once, here. The vectors replace those that the model
   * had, and are saved with it.
   *
   * @param data with the input column
   * @param vectors the file that the model was trained with: of this machine, or a URI
   * @throws io.github.simloss.SimlossException if its vectors are of another dimension
   */
  public AutoencoderModel selectVectors(Dataset<?> data, String vectors) {
    return withVectors(OpenWords.select(data, getInputCol(), run(), vectors));
  }

  /**
   * The same model with these vectors of words that its vocabulary lacks.
   *
   * @throws IllegalArgumentException if they are of another dimension
   */
  public AutoencoderModel withVectors(WordTable vectors) {
    AutoencoderModel other = new AutoencoderModel(uid, RunPlace.withVectors(run(), vectors));
    return copyValues(other, ParamMap.empty()).setParent(parent());
  }

  @Override
  public AutoencoderModel copy(ParamMap extra) {
    return copyValues(new AutoencoderModel(uid, run()), extra).setParent(parent());
  }

  /** The parameter inputCol. */
  public Param<String> inputCol() {
    return inputCol;
  }

  /** The column of text; "text" unless it is set. */
  public String getInputCol() {
    return $(inputCol);
  }

  /** Sets the column of text. */
  public AutoencoderModel setInputCol(String column) {
    set(inputCol, column);
    return this;
  }

  /** The parameter outputCol. */
  public Param<String> outputCol() {
    return outputCol;
  }

  /** The column of codes; "code" unless it is set. */
  public String getOutputCol() {
    return $(outputCol);
  }

  /** Sets the column of codes. */
  public AutoencoderModel setOutputCol(String column) {
    set(outputCol, column);
    return this;
  }

  /** The parameter backend. */
  public Param<String> backend() {
    return backend;
  }

  /** Sets the engine: djl, dl4j, java, or empty for the fastest that starts. */
  public AutoencoderModel setBackend(String name) {
    set(backend, name);
    return this;
  }

  /** The parameter batchSize. */
  public IntParam batchSize() {
    return batchSize;
  }

  /** Sets how many sentences are encoded together; 64 unless it is set. */
  public AutoencoderModel setBatchSize(int sentences) {
    set(batchSize, sentences);
    return this;
  }

  /** The parameter threads. */
  public IntParam threads() {
    return threads;
  }

  /** Sets the threads of a task; 0, the default, for spark.task.cpus. */
  public AutoencoderModel setThreads(int count) {
    set(threads, count);
    return this;
  }

  /** The parameter outputType. */
  public Param<String> outputType() {
    return outputType;
  }

  /** Sets what codes are: "vector", the default, or "array". */
  public AutoencoderModel setOutputType(String type) {
    set(outputType, type);
    return this;
  }

  /** The parameter handleInvalid. */
  public Param<String> handleInvalid() {
    return handleInvalid;
  }

  /** Sets what becomes of rows without text: "error", the default, "skip" or "keep". */
  public AutoencoderModel setHandleInvalid(String how) {
    set(handleInvalid, how);
    return this;
  }
}
