package io.github.simloss.spark;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.io.FileHash;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunContent;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunSources;
import io.github.simloss.spark.internal.encode.EnginePreference;
import io.github.simloss.spark.internal.files.HadoopFolder;
import io.github.simloss.spark.internal.settings.GivenWords;
import io.github.simloss.spark.internal.settings.NamedSettings;
import io.github.simloss.spark.internal.train.BarrierRun;
import io.github.simloss.spark.internal.train.ClusterChecks;
import io.github.simloss.spark.internal.train.IdsWriter;
import io.github.simloss.spark.internal.train.RunStore;
import io.github.simloss.spark.internal.train.WorkerPlan;
import io.github.simloss.spark.internal.words.Drawn;
import io.github.simloss.spark.internal.words.TextSum;
import io.github.simloss.spark.internal.words.Texts;
import io.github.simloss.spark.internal.words.WordCounts;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.text.VocabularyFile;
import io.github.simloss.train.RunOutput;
import io.github.simloss.train.TrainingRequest;
import io.github.simloss.train.WorkerJob;
import io.github.simloss.train.data.DataFiles;
import io.github.simloss.train.data.NewVocabulary;
import io.github.simloss.train.data.VocabularySettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a column of text to a trained run: words, ids, workers. */
final class ClusterTraining {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterTraining.class);

  /** What a folder was made for; another run is not continued there. */
  private static final String PURPOSE = "purpose";

  private static final String BEGUN = "_begun";

  private static final Duration JOINING = Duration.ofMinutes(2);

  private final Autoencoder stage;
  private final NamedSettings settings;
  private final SparkContext spark;
  private final RunStore store;
  private final JavaRDD<String> train;
  private final JavaRDD<String> dev;

  ClusterTraining(Autoencoder stage, Dataset<?> data) {
    this.stage = stage;
    this.settings =
        NamedSettings.of(stage.named(), file -> OpenWords.local(file, GivenWords::read));
    this.spark = data.sparkSession().sparkContext();
    this.store =
        new RunStore(
            HadoopFolder.shared(
                needed(stage.checkpointDir(), "a folder that all executors reach"), spark));
    String column = value(stage.inputCol());
    if (stage.isDefined(stage.validationIndicatorCol())) {
      String flag = value(stage.validationIndicatorCol());
      this.train = Texts.of(data, column, flag, false);
      this.dev = Texts.of(data, column, flag, true);
    } else {
      JavaRDD<String> all = Texts.of(data, column);
      long seed = settings.training().seed();
      double share = (Double) stage.getOrDefault(stage.devFraction());
      this.train = all.mapPartitionsWithIndex(new Drawn(seed, share, false), true);
      this.dev = all.mapPartitionsWithIndex(new Drawn(seed, share, true), true);
    }
  }

  private <T> T value(Param<T> param) {
    return stage.getOrDefault(param);
  }

  private String needed(Param<String> param, String what) {
    if (!stage.isDefined(param)) {
      throw new SimlossException("training needs " + what + ": set " + param.name());
    }
    return value(param);
  }

  RunContent train() {
    LOG.info("simloss training: {}", work());
    return RunPlace.read(store.run());
  }

  /** Trains to the end, and says how it ended and how long steps took. */
  String work() {
    needed(stage.vectors(), "a file of word vectors");
    ClusterChecks.require(
        spark, (Integer) value(stage.numWorkers()), (Boolean) value(stage.allowUnencrypted()));
    prepare();
    return BarrierRun.train(
        spark,
        new WorkerPlan(
            store,
            value(stage.backend()),
            (Integer) value(stage.threads()),
            JOINING,
            Duration.ofSeconds((Integer) value(stage.exchangeTimeout()))),
        (Integer) value(stage.numWorkers()),
        (Integer) value(stage.maxRestarts()));
  }

  /** Makes what the store lacks. */
  private void prepare() {
    Vocabulary counted = counted();
    String purpose = purpose(counted);
    HadoopFolder root = store.root();
    if (root.has(PURPOSE)) {
      if (!new String(root.read(PURPOSE), StandardCharsets.UTF_8).equals(purpose)) {
        throw new SimlossException(
            root.path()
                + " holds a run of other settings or text: set another checkpointDir, or remove it");
      }
    } else if (!root.names().isEmpty() && !root.has(BEGUN)) {
      throw new SimlossException(
          root.path() + " holds files that are no run: set another checkpointDir");
    }
    if (!root.has(PURPOSE)) {
      // What died before it was ready is made again.
      root.write(BEGUN, "");
      store.clear();
      String similarities = settings.similarities();
      if (similarities == null) {
        begin(counted, null);
      } else {
        OpenWords.local(similarities, file -> begin(counted, file));
      }
      root.write(PURPOSE, purpose);
      root.delete(BEGUN);
    }
  }

  private Vocabulary counted() {
    VocabularySettings vocabulary = settings.vocabulary();
    if (!stage.isDefined(stage.vocabulary())) {
      return WordCounts.vocabulary(
          train,
          vocabulary.text().tokenizer(),
          vocabulary.text().bigrams(),
          vocabulary.minCount(),
          NewVocabulary.mostCounted(vocabulary));
    }
    return OpenWords.local(value(stage.vocabulary()), VocabularyFile::read);
  }

  private static String hash(Vocabulary words) {
    StringBuilder all = new StringBuilder();
    for (int id = 0; id < words.size(); id++) {
      all.append(words.word(id)).append('\t').append(words.count(id)).append('\n');
    }
    return hash(all.toString());
  }

  private static String hash(String text) {
    return FileHash.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private String purpose(Vocabulary counted) {
    return settings
        + "\nwords "
        + hash(counted)
        + "\nvectors "
        + value(stage.vectors())
        + "\nparts "
        + train.getNumPartitions()
        // Given words say nothing of the text.
        + (stage.isDefined(stage.vocabulary()) ? "\ntext " + TextSum.of(train) : "")
        + "\ndev "
        + TextSum.of(dev)
        + "\n";
  }

  private Path begin(Vocabulary counted, @Nullable Path similarities) {
    DataFiles nowhere = DataFiles.of(Path.of("train"), Path.of("dev"), Path.of("vectors"));
    return RunPlace.scratch(
        scratch -> {
          Path run = scratch.resolve("run");
          try (Engine engine =
              Backends.discover()
                  .get(EnginePreference.of(value(stage.backend())))
                  .open(Device.CPU)) {
            WorkerJob.begin(
                new TrainingRequest(
                    similarities == null ? nowhere : nowhere.withSimilarities(similarities),
                    settings.vocabulary(),
                    settings.model(),
                    settings.loss(),
                    settings.training(),
                    RunOutput.to(run)),
                counted,
                sources(counted, similarities),
                OpenWords.read(value(stage.vectors())),
                engine);
          }
          store.uploadRun(run);
          store.uploadStart(run);
          if (similarities != null) {
            store.uploadSimilarities(similarities);
          }
          RunConfig config = RunDirectory.open(run).readConfig();
          writeText(RunDirectory.open(run).readCodec(config), config);
          return run;
        });
  }

  /** What a run's configuration says of text that is in no file of this machine. */
  private RunSources sources(Vocabulary counted, @Nullable Path similarities) {
    String hash = hash(counted);
    Path vectors = Path.of(value(stage.vectors()));
    return new RunSources(
        DataSource.ofColumn(value(stage.inputCol()), hash),
        DataSource.ofColumn(value(stage.inputCol()) + "/dev", hash),
        Files.isRegularFile(vectors)
            ? DataSource.of(vectors)
            : new DataSource(value(stage.vectors()), 0, hash(value(stage.vectors()))),
        similarities == null ? null : similarities(DataSource.of(similarities)));
  }

  /** A file from elsewhere keeps its name, whatever its copy here is called. */
  private DataSource similarities(DataSource copy) {
    String given = String.valueOf(settings.similarities());
    return RunPlace.isUri(given) ? new DataSource(given, copy.bytes(), copy.sha256()) : copy;
  }

  private void writeText(SentenceCodec codec, RunConfig config) {
    Broadcast<List<String>> words =
        JavaSparkContext.fromSparkContext(spark)
            .broadcast(new java.util.ArrayList<>(codec.vocabulary().words()));
    List<Long> counts =
        train
            .mapPartitionsWithIndex(
                new IdsWriter(store.ids(), words, IdsWriter.Text.of(codec, config.tokenizer())),
                false)
            .collect();
    words.unpersist();
    if (counts.stream().mapToLong(Long::longValue).sum() == 0) {
      throw new SimlossException(
          "no training sentence has a word of the vocabulary: are they of one language?");
    }
    List<String> sentences =
        dev.collect().stream()
            .map(String::strip)
            .filter(s -> !codec.tokenizer().tokenize(s).isEmpty() && codec.hasTarget(s))
            .map(s -> s.replaceAll("[\\r\\n\\x85\\u2028\\u2029]+", " "))
            .toList();
    if (sentences.isEmpty()) {
      throw new SimlossException(
          "there is no sentence to evaluate on: set validationIndicatorCol, or a larger"
              + String.format(Locale.ROOT, " devFraction than %s", value(stage.devFraction())));
    }
    store.writeDev(sentences);
  }
}
