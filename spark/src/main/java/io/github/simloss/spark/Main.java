package io.github.simloss.spark;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.spark.internal.command.Arguments;
import io.github.simloss.spark.internal.files.HadoopFolder;
import io.github.simloss.spark.internal.train.TaskFailure;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.text.VocabularyFile;
import io.github.simloss.train.data.VocabularySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Commands for {@code spark-submit}, with the option names of the command line:
 *
 * <pre>
 * spark-submit --class io.github.simloss.spark.Main simloss-spark.jar encode --model RUN --out DIR FILE
 * spark-submit --class io.github.simloss.spark.Main simloss-spark.jar vocabulary --train FILE --out FILE
 * spark-submit --class io.github.simloss.spark.Main simloss-spark.jar train --train FILE --dev FILE \
 *     --vectors FILE --workers N --out DIR
 * </pre>
 *
 * <p>Files and folders are those of Hadoop's default file system, or URIs.
 *
 * @since 0.2.0
 */
public final class Main {
  private static final String USAGE =
      """
      simloss on Spark. Files and folders are those of Hadoop's default file system, or URIs.

        encode      --model RUN --out DIR [--format jsonl|parquet] [--vectors FILE] [--backend NAME]
                    [--batch-size N] [--threads N] [--overwrite] FILE
                    codes of the lines of FILE: a folder of lines {"input": ..., "code": [...]}
        vocabulary  --train FILE --out FILE [--tokenizer NAME] [--bigrams] [--min-count N]
                    [--max-vocabulary N]
                    counts words: vocabulary.tsv, as simloss train makes it
        train       --train FILE --dev FILE --vectors FILE --out DIR [--workers N]
                    [--vocabulary FILE] [--backend NAME] [--threads N] [--max-restarts N]
                    [--exchange-timeout SECONDS] [--allow-unencrypted]
                    [--similarities FILE] [--stop-words FILE|english|none]
                    and the options of simloss train: --preset, --loss, --epochs, --batch-size, ...
                    The run is DIR/run. The same command again continues a run that was stopped.
      """;

  private Main() {}

  /**
   * Runs a command. What is wrong with it is said in one line, and spark-submit ends with 1.
   *
   * @param args the command and what belongs to it
   */
  public static void main(String[] args) {
    try {
      run(args);
    } catch (Exception e) {
      // Scala's methods throw what Java does not know them to throw.
      String why = TaskFailure.firstLine(e);
      if (!(e instanceof SimlossException
          || e instanceof IllegalArgumentException
          || e instanceof AnalysisException
          || (e instanceof SparkException && TaskFailure.isOurs(e)))) {
        throw e;
      }
      SimlossException line = new SimlossException(why);
      // Java writes an exception that nobody catches with its trace.
      line.setStackTrace(new StackTraceElement[0]);
      throw line;
    }
  }

  static void run(String[] args) {
    String command = Arguments.command(args);
    if (command.isEmpty() || command.equals("--help") || command.equals("help")) {
      System.out.print(USAGE);
      return;
    }
    Arguments arguments = new Arguments(Arguments.behind(args));
    SparkSession spark = SparkSession.builder().appName("simloss " + command).getOrCreate();
    switch (command) {
      case "encode" -> encode(spark, arguments);
      case "vocabulary" -> vocabulary(spark, arguments);
      case "train" -> train(spark, arguments);
      default ->
          throw new SimlossException(
              "there is no command '" + command + "': use encode, vocabulary or train");
    }
  }

  private static void encode(SparkSession spark, Arguments arguments) {
    AutoencoderModel model =
        AutoencoderModel.fromRun(arguments.need("model"))
            .setInputCol("input")
            .setHandleInvalid("keep")
            .setOutputType("array")
            .setBackend(arguments.take("backend", ""))
            .setBatchSize(arguments.take("batch-size", 64))
            .setThreads(arguments.take("threads", 0));
    String out = arguments.need("out");
    String format = arguments.take("format", "jsonl");
    String vectors = arguments.take("vectors", "");
    SaveMode mode = arguments.takeSwitch("overwrite") ? SaveMode.Overwrite : SaveMode.ErrorIfExists;
    Dataset<Row> texts = spark.read().text(arguments.file()).withColumnRenamed("value", "input");
    arguments.requireNoneLeft();
    if (!format.equals("jsonl") && !format.equals("parquet")) {
      throw new SimlossException("--format '" + format + "' is neither jsonl nor parquet");
    }
    AutoencoderModel open = vectors.isEmpty() ? model : model.selectVectors(texts, vectors);
    open.transform(texts)
        .write()
        .mode(mode)
        .format(format.equals("jsonl") ? "json" : format)
        .save(out);
  }

  private static void vocabulary(SparkSession spark, Arguments arguments) {
    VocabularySettings plain = VocabularySettings.DEFAULT;
    VocabularySettings settings =
        plain
            .withText(
                text ->
                    text.withTokenizer(arguments.take("tokenizer", text.tokenizer()))
                        .withBigrams(arguments.takeSwitch("bigrams")))
            .withMinCount(arguments.take("min-count", plain.minCount()))
            .withMaxVocabulary(arguments.take("max-vocabulary", plain.maxVocabulary()));
    String train = arguments.need("train");
    String out = arguments.need("out");
    arguments.requireNoneLeft();
    Vocabulary counted = Vocabularies.count(spark.read().text(train), "value", settings);
    int name = out.lastIndexOf('/');
    HadoopFolder folder =
        HadoopFolder.of(
            name < 0 ? "." : out.substring(0, Math.max(1, name)),
            spark.sparkContext().hadoopConfiguration());
    byte[] bytes =
        RunPlace.scratch(
            scratch -> {
              Path file = scratch.resolve("vocabulary.tsv");
              VocabularyFile.write(file, counted);
              return bytes(file);
            });
    folder.write(out.substring(name + 1), bytes);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }

  private static void train(SparkSession spark, Arguments arguments) {
    Autoencoder stage =
        new Autoencoder()
            .setInputCol("value")
            .setValidationIndicatorCol("dev")
            .setCheckpointDir(arguments.need("out"))
            .setVectors(arguments.need("vectors"))
            .setNumWorkers(arguments.take("workers", 1))
            .setBackend(arguments.take("backend", ""))
            .setThreads(arguments.take("threads", 0))
            .setMaxRestarts(arguments.take("max-restarts", 3))
            .setExchangeTimeout(arguments.take("exchange-timeout", 600))
            .setAllowUnencrypted(arguments.takeSwitch("allow-unencrypted"));
    String words = arguments.take("vocabulary", "");
    if (!words.isEmpty()) {
      stage.setVocabulary(words);
    }
    Dataset<Row> train =
        spark.read().text(arguments.need("train")).withColumn("dev", functions.lit(false));
    Dataset<Row> dev =
        spark.read().text(arguments.need("dev")).withColumn("dev", functions.lit(true));
    stage.setOptions(arguments.rest());
    arguments.requireNoneLeft();
    stage.fit(train.union(dev));
  }
}
