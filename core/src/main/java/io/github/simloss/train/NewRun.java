package io.github.simloss.train;

import io.github.simloss.backend.Engine;
import io.github.simloss.embedding.EmbeddingTable;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.io.Release;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.InitialWeights;
import io.github.simloss.model.MemoryNeed;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OptimizerState;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.run.Provenance;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.RunSimilarities;
import io.github.simloss.run.RunSources;
import io.github.simloss.run.checkpoint.Checkpoints;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.similarity.SimilarityFile;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import io.github.simloss.text.WordWeights;
import io.github.simloss.train.data.Corpus;
import io.github.simloss.train.data.NewVocabulary;
import io.github.simloss.train.data.TextSettings;
import io.github.simloss.train.data.TrainingText;
import io.github.simloss.train.data.VocabularySettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes a run that has not trained a step; see {@link TrainingJob#prepare}. */
final class NewRun {
  private final TrainingRequest request;
  private final Function<Set<String>, WordVectors> vectors;
  private final Engine engine;

  NewRun(TrainingRequest request, Function<Set<String>, WordVectors> vectors, Engine engine) {
    this.request = request;
    this.vectors = vectors;
    this.engine = engine;
  }

  TrainingJob prepare() {
    VocabularySettings settings = request.vocabulary();
    Losses losses = Losses.discover();
    // What is cheap to find out comes first.
    Tokenizers.byName(settings.text().tokenizer());
    losses.get(request.loss().name());
    RunOutput output = request.output();
    RunDirectory.requireFree(output.folder(), output.overwrite());
    Tokenizer tokenizer = Tokenizers.byName(settings.text().tokenizer());
    Corpus train = Corpus.read(request.data().train(), tokenizer);
    Corpus dev = Corpus.read(request.data().dev(), tokenizer);
    NewVocabulary words = NewVocabulary.of(train, request.data().train(), settings, vectors);
    TrainingText text = new TrainingText(codec(words.words()), train, dev);
    int batchSize = request.training().optimization().batchSize();
    Begun begun =
        begin(
            words,
            text.codec(),
            request.data().sources(),
            spec -> text.requireBatchesFit(batchSize, spec, engine.device()));
    return new TrainingJob(
        begun.run(),
        begun.config(),
        text,
        begun.similarities(),
        begun.loss(),
        begun.start(),
        History.empty(begun.run().history()),
        notices(text, words));
  }

  /** The text side of a run of these words. */
  SentenceCodec codec(Vocabulary vocabulary) {
    TextSettings text = request.vocabulary().text();
    return new SentenceCodec(
        Tokenizers.byName(text.tokenizer()),
        text.bigrams(),
        vocabulary,
        text.maxLength(),
        text.form());
  }

  /** A run that was begun; its folder is locked. */
  record Begun(
      RunDirectory run,
      RunConfig config,
      RunSimilarities similarities,
      ReconstructionLoss loss,
      Checkpoints.Checkpoint start) {}

  /**
   * Begins a run whose words are known.
   *
   * @param codec its text side
   * @param sources what is said of its data
   * @param check throws if the model cannot be trained here; called before anything is written
   */
  Begun begin(
      NewVocabulary words, SentenceCodec codec, RunSources sources, Consumer<ModelSpec> check) {
    VocabularySettings settings = request.vocabulary();
    Vocabulary vocabulary = words.words();
    Losses losses = Losses.discover();
    List<String> stopWords = words.stopWords(settings);
    RunSimilarities similarities = similarities(vocabulary, stopWords);
    long seed = request.training().seed();
    EmbeddingTable embedding =
        EmbeddingTable.of(vocabulary, words.vectors(), settings.text().bigrams(), seed);
    ModelSpec spec =
        new ModelSpec(
            EmbeddingSpec.of(vocabulary.size(), embedding.dimension(), settings.text().maxLength()),
            request.model().encoder(),
            request.model().decoder());
    MemoryNeed.require(spec);
    NamedTensors weights =
        InitialWeights.create(
            spec,
            embedding.rows(),
            WordWeights.of(vocabulary, settings.weightSmoothing()),
            SeededRandom.derive(seed, "initial weights", 0));
    LossOptions options = new LossOptions(request.loss());
    ReconstructionLoss loss =
        losses.create(options, similarities.context(TrainingJob.vectors(spec, weights), engine));
    RunConfig config = config(spec, options, stopWords, sources, embedding.coverage());
    check.accept(spec);
    RunDirectory run = RunDirectory.create(request.output().folder(), request.output().overwrite());
    Checkpoints.Checkpoint start =
        new Checkpoints.Checkpoint(TrainingState.START, weights, unmoved(spec), List.of());
    try {
      run.begin(config, vocabulary, start);
    } catch (RuntimeException | Error e) {
      run.unlock();
      throw e;
    }
    return new Begun(run, config, similarities, loss, start);
  }

  /** What the user should know of the data before they wait for the training. */
  private List<String> notices(TrainingText text, NewVocabulary words) {
    List<String> notices = new ArrayList<>(text.notices());
    words.coverage().notice().ifPresent(notices::add);
    if (words.isOtherLanguage(request.vocabulary())) {
      notices.add(
          "the text has few words of the stop list and seems to be of another language: its frequent"
              + " words, those above "
              + request.vocabulary().exceptions().otherLanguageShare()
              + " of it, are its stop words instead; --stop-words and --stop-share choose others");
    }
    return notices;
  }

  private RunSimilarities similarities(Vocabulary vocabulary, List<String> stopWords) {
    return new RunSimilarities(
        vocabulary,
        stopWords,
        request.vocabulary().exceptions().excludedWords(),
        request.data().similarities() == null
            ? null
            : SimilarityFile.read(request.data().similarities(), vocabulary));
  }

  private RunConfig config(
      ModelSpec spec,
      LossOptions options,
      List<String> stopWords,
      RunSources sources,
      EmbeddingTable.Coverage coverage) {
    VocabularySettings settings = request.vocabulary();
    return new RunConfig(
        RunConfig.FORMAT,
        Release.current(),
        spec,
        settings.text().tokenizer(),
        settings.text().bigrams(),
        settings.text().form(),
        options.resolved(),
        stopWords,
        settings.exceptions().excludedWords(),
        request.training(),
        request.model().postProcessing(),
        provenance(spec, sources, coverage));
  }

  private Provenance provenance(
      ModelSpec spec, RunSources sources, EmbeddingTable.Coverage coverage) {
    return new Provenance(
        sources,
        new Provenance.Words(
            request.vocabulary().minCount(),
            request.vocabulary().maxVocabulary(),
            spec.hasWordWeights() ? request.vocabulary().weightSmoothing() : null,
            coverage),
        new Provenance.Machine(
            engine.backend().name(),
            engine.backend().description(),
            engine.device().toString(),
            engine.threads(),
            System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
            System.getProperty("os.name") + " " + System.getProperty("os.arch")),
        Instant.now().toString());
  }

  /** Adam's memory before the first step. */
  private static OptimizerState unmoved(ModelSpec spec) {
    NamedTensors zeros = new NamedTensors();
    spec.trainable().forEach((name, shape) -> zeros.put(name, Tensor.zeros(shape)));
    return new OptimizerState(0, zeros, zeros);
  }
}
