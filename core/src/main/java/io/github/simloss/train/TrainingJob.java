package io.github.simloss.train;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Device;
import io.github.simloss.embedding.EmbeddingTable;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.io.Release;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.model.InitialWeights;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.model.Parameters;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.BestModel;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunSimilarities;
import io.github.simloss.run.TrainingSettings;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.similarity.SimilarityFile;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import io.github.simloss.text.Bigrams;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A training run from files to files: vocabulary, embedding, initial weights, loss, training, and
 * all of it kept in a run directory. New by {@link #prepare}, or gone on with by {@link #resume}.
 */
public final class TrainingJob {
  private static final int MOST_IDS = 1 << 27;

  private final RunDirectory run;
  private final RunConfig config;
  private final SentenceCodec codec;
  private final Corpus train;
  private final Corpus dev;
  private final RunSimilarities similarities;
  private final NamedTensors weights;
  private final ReconstructionLoss loss;
  private final OptimizerState optimizer;
  private final TrainingState state;
  private final History history;

  private TrainingJob(
      RunDirectory run,
      RunConfig config,
      SentenceCodec codec,
      Corpus train,
      Corpus dev,
      RunSimilarities similarities,
      NamedTensors weights,
      ReconstructionLoss loss,
      OptimizerState optimizer,
      TrainingState state,
      History history) {
    this.run = run;
    this.config = config;
    this.codec = codec;
    this.train = train;
    this.dev = dev;
    this.similarities = similarities;
    this.weights = weights;
    this.loss = loss;
    this.optimizer = optimizer;
    this.state = state;
    this.history = history;
  }

  /**
   * Reads the data and settles everything a run needs; nothing is written unless all of it is
   * sound.
   *
   * @param request what to make the run from
   * @param vectors loads the vectors of a set of words
   * @param backend the engine it will be trained on
   * @param device where it will compute
   */
  public static TrainingJob prepare(
      TrainingRequest request,
      Function<Set<String>, WordVectors> vectors,
      Backend backend,
      Device device) {
    Tokenizer tokenizer = Tokenizers.byName(request.tokenizer());
    // What is cheap to find out comes first.
    Losses.discover().get(request.loss().name());
    RunDirectory.requireFree(request.out(), request.overwrite());
    Corpus train = Corpus.read(request.train(), tokenizer);
    Corpus dev = Corpus.read(request.dev(), tokenizer);
    Vocabulary vocabulary =
        train.vocabulary(tokenizer, request.bigrams(), request.minCount(), request.maxVocabulary());
    if (vocabulary.size() == SpecialToken.values().length) {
      throw new SimlossException(
          "no word of "
              + request.train()
              + " is seen "
              + request.minCount()
              + " times: lower --min-count");
    }
    SentenceCodec codec =
        new SentenceCodec(tokenizer, request.bigrams(), vocabulary, request.maxLength());
    long seed = request.training().seed();
    RunSimilarities similarities =
        new RunSimilarities(
            vocabulary,
            request.stopWords(),
            request.excludedWords(),
            request.similarities() == null
                ? null
                : SimilarityFile.read(request.similarities(), vocabulary));
    EmbeddingTable embedding =
        EmbeddingTable.of(
            vocabulary,
            vectors.apply(words(vocabulary, request.bigrams())),
            request.bigrams(),
            seed);
    AutoencoderSpec spec =
        new AutoencoderSpec(
            vocabulary.size(),
            embedding.dimension(),
            request.hiddenSize(),
            request.maxLength(),
            SpecialToken.START.id(),
            SpecialToken.UNKNOWN.id(),
            SpecialToken.END.id(),
            SpecialToken.PADDING.id());
    NamedTensors weights =
        InitialWeights.create(
            spec, embedding.rows(), SeededRandom.derive(seed, "initial weights", 0));
    LossOptions options = new LossOptions(request.loss());
    ReconstructionLoss loss =
        Losses.discover()
            .create(options, similarities.context(vectors(spec, weights), backend, device));
    RunConfig config =
        new RunConfig(
            RunConfig.FORMAT,
            Release.current(),
            spec,
            tokenizer.name(),
            request.bigrams(),
            options.resolved(),
            request.stopWords(),
            request.excludedWords(),
            request.training(),
            provenance(request, embedding.coverage(), backend, device));
    requireBatchesFit(request.training(), request.maxLength(), train, dev);
    RunDirectory run = RunDirectory.create(request.out(), request.overwrite());
    OptimizerState optimizer = unmoved(spec);
    run.begin(
        config,
        vocabulary,
        new Checkpoints.Checkpoint(TrainingState.START, weights, optimizer, List.of()));
    return new TrainingJob(
        run,
        config,
        codec,
        train,
        dev,
        similarities,
        weights,
        loss,
        optimizer,
        TrainingState.START,
        History.empty(run.history()));
  }

  /**
   * Goes on from the newest whole checkpoint of a run, on any engine. A history or best model that
   * is damaged is made good from checkpoints.
   *
   * @param root the run's folder
   * @param backend the engine it will be trained on
   * @param device where it will compute
   * @param notices told of what was damaged and what is used instead
   * @throws SimlossException if the data files changed, or no checkpoint is whole
   */
  public static TrainingJob resume(
      Path root, Backend backend, Device device, Consumer<String> notices) {
    RunDirectory run = RunDirectory.open(root);
    RunConfig config = run.readConfig();
    SentenceCodec codec = run.readCodec(config);
    Corpus train = Corpus.read(config.provenance().train().requireUnchanged(), codec.tokenizer());
    Corpus dev = Corpus.read(config.provenance().dev().requireUnchanged(), codec.tokenizer());
    requireBatchesFit(config.training(), config.spec().maxLength(), train, dev);
    RunSimilarities similarities = RunSimilarities.of(config, codec.vocabulary());
    Checkpoints checkpoints =
        new Checkpoints(run.checkpoints(), config.training().keepCheckpoints());
    Checkpoints.Checkpoint checkpoint = checkpoints.latest(config.spec(), notices);
    run.sweep();
    TrainingState state = new BestModel(run, config, checkpoints).mend(checkpoint.state(), notices);
    History history = History.empty(run.history());
    history.replace(checkpoint.history());
    checkpoints.dropOld(checkpoint.state().step());
    return new TrainingJob(
        run,
        config,
        codec,
        train,
        dev,
        similarities,
        checkpoint.weights(),
        Losses.discover()
            .create(
                config.loss(),
                similarities.context(
                    vectors(config.spec(), checkpoint.weights()), backend, device)),
        checkpoint.optimizer(),
        state,
        history);
  }

  /**
   * Trains to the end.
   *
   * @param backend the engine
   * @param device where it computes
   * @param listeners told beside the recorder, after it
   * @param stop asked after each step whether to stop with a checkpoint
   */
  public TrainingOutcome train(
      Backend backend, Device device, List<TrainingListener> listeners, BooleanSupplier stop) {
    TrainingSettings settings = config.training();
    AdamSettings defaults = AdamSettings.DEFAULT;
    AdamSettings adam =
        new AdamSettings(
            defaults.beta1(), defaults.beta2(), defaults.epsilon(), settings.clipNorm());
    Checkpoints checkpoints = new Checkpoints(run.checkpoints(), settings.keepCheckpoints());
    List<TrainingListener> all = new ArrayList<>();
    all.add(new RunRecorder(run, history, checkpoints));
    all.addAll(listeners);
    try (Autoencoder model = backend.create(config.spec(), weights, loss, adam, device)) {
      model.setOptimizerState(optimizer);
      Trainer trainer =
          new Trainer(model, codec, train.sentences(), dev.sentences(), settings, all);
      TrainingState from = state;
      while (true) {
        try {
          return trainer.run(from, stop);
        } catch (DivergenceException e) {
          if (from.rewinds() >= settings.rewinds()) {
            throw e;
          }
          from = rewind(model, checkpoints, from.rewinds() + 1);
          double rate = settings.learningRate() * Math.scalb(1.0, -from.rewinds());
          for (TrainingListener listener : listeners) {
            listener.rewound(e, from, rate);
          }
        }
      }
    }
  }

  /**
   * Back to the newest checkpoint. Nothing of it is written: a run that dies now diverges and goes
   * back again in the same way.
   */
  private TrainingState rewind(Autoencoder model, Checkpoints checkpoints, int count) {
    Checkpoints.Checkpoint back = checkpoints.latest(config.spec(), notice -> {});
    model.setWeights(back.weights());
    model.setOptimizerState(back.optimizer());
    history.replace(back.history());
    return back.state().withRewinds(count);
  }

  /** The run's configuration. */
  public RunConfig config() {
    return config;
  }

  /** The run's folder. */
  public RunDirectory run() {
    return run;
  }

  /** The training sentences. */
  public Corpus trainCorpus() {
    return train;
  }

  /** The dev sentences. */
  public Corpus devCorpus() {
    return dev;
  }

  /** What the loss was made from beside the vectors. */
  public RunSimilarities similarities() {
    return similarities;
  }

  /** Where it begins. */
  public TrainingState state() {
    return state;
  }

  private static UnitVectors vectors(AutoencoderSpec spec, NamedTensors weights) {
    return UnitVectors.of(
        weights.get(Parameters.EMBEDDING).data(), spec.vocabularySize(), spec.embeddingDimension());
  }

  private static Set<String> words(Vocabulary vocabulary, boolean bigrams) {
    Set<String> words = new TreeSet<>();
    for (String token :
        vocabulary.words().subList(SpecialToken.values().length, vocabulary.size())) {
      words.add(bigrams ? Bigrams.first(token) : token);
      if (bigrams) {
        words.add(Bigrams.second(token));
      }
    }
    return words;
  }

  /** Adam's memory before the first step. */
  private static OptimizerState unmoved(AutoencoderSpec spec) {
    NamedTensors zeros = new NamedTensors();
    Parameters.trainable(spec).forEach((name, shape) -> zeros.put(name, Tensor.zeros(shape)));
    return new OptimizerState(0, zeros, zeros);
  }

  /** Rows are padded whatever the text is: sizes that nobody means would fill the memory. */
  private static void requireBatchesFit(
      TrainingSettings settings, int maxLength, Corpus train, Corpus dev) {
    int sentences = Math.max(train.sentences().size(), dev.sentences().size());
    long ids = Math.min((long) settings.batchSize(), sentences) * maxLength;
    if (ids > MOST_IDS) {
      throw new SimlossException(
          "batches of "
              + settings.batchSize()
              + " sentences of length "
              + maxLength
              + " hold more than "
              + MOST_IDS
              + " tokens; choose a smaller batch size or max length");
    }
  }

  private static RunConfig.Provenance provenance(
      TrainingRequest request, EmbeddingTable.Coverage coverage, Backend backend, Device device) {
    return new RunConfig.Provenance(
        DataSource.of(request.train()),
        DataSource.of(request.dev()),
        DataSource.of(request.vectors()),
        request.similarities() == null ? null : DataSource.of(request.similarities()),
        request.minCount(),
        request.maxVocabulary(),
        coverage,
        backend.name(),
        backend.engine(),
        device.toString(),
        backend.threads(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Instant.now().toString());
  }
}
