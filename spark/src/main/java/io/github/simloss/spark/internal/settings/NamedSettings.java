package io.github.simloss.spark.internal.settings;

import io.github.simloss.SimlossException;
import io.github.simloss.batch.Noise;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.run.settings.CheckpointSettings;
import io.github.simloss.run.settings.EvaluationSettings;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.run.settings.OptimizationSettings;
import io.github.simloss.run.settings.PostProcessingSettings;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.train.ModelSettings;
import io.github.simloss.train.Preset;
import io.github.simloss.train.data.TextSettings;
import io.github.simloss.train.data.VocabularySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a run is trained with, by the names of the options of {@code simloss train}. Defaults are
 * those of a preset.
 *
 * @param model encoder and decoder
 * @param vocabulary how text becomes tokens
 * @param training how to train
 * @param loss the loss
 * @param similarities a file of similarities in place of the vectors' cosines, or null
 */
public record NamedSettings(
    ModelSettings model,
    VocabularySettings vocabulary,
    TrainingSettings training,
    LossSpec loss,
    @Nullable String similarities) {

  /** How the name of an option of a loss begins, if it has none of its own. */
  private static final String LOSS_OPTION = "loss-option:";

  /**
   * Reads options.
   *
   * @param options names without hyphens before them, to values; {@code loss-option:NAME} for an
   *     option of a loss
   * @throws SimlossException naming the first that is none, or whose value is not possible
   */
  public static NamedSettings of(Map<String, String> options) {
    return of(options, file -> GivenWords.read(Path.of(file)));
  }

  /**
   * The same where files of words are not of this machine.
   *
   * @param words reads the words of a file
   */
  public static NamedSettings of(
      Map<String, String> options, Function<String, List<String>> words) {
    GivenOptions given = new GivenOptions(options);
    given.requireOffered();
    Preset preset = given.get("preset", Preset::of, Preset.DEFAULT);
    try {
      ModelSettings model = model(given, preset.model());
      NamedSettings settings =
          new NamedSettings(
              model,
              vocabulary(given, preset.vocabulary(), model, words),
              training(given, preset.training()),
              loss(given, options, preset.loss()),
              given.name("similarities"));
      given.requireNoneLeft();
      return settings;
    } catch (IllegalArgumentException e) {
      throw new SimlossException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ModelSettings model(GivenOptions given, ModelSettings plain) {
    EncoderSpec encoder = plain.encoder();
    DecoderSpec decoder = plain.decoder();
    int hidden = given.whole("hidden-size", encoder.hiddenSize());
    int fallback = decoder.hiddenSize() == encoder.hiddenSize() ? hidden : decoder.hiddenSize();
    DecoderKind kind = given.get("decoder", DecoderKind::of, decoder.kind());
    return new ModelSettings(
        new EncoderSpec(
            hidden,
            given.whole("encoder-layers", encoder.layers()),
            given.flag("bidirectional", encoder.bidirectional()),
            given.get("pooling", Pooling::of, encoder.pooling()),
            given.flag("weighted-mean", encoder.weightedMean()),
            given.flag("append-word-vectors", encoder.wordVectors()),
            given.whole("code-size", encoder.codeSize())),
        new DecoderSpec(
            kind,
            given.whole("decoder-size", fallback),
            given.get("output-layer", OutputLayer::of, decoder.outputLayer()),
            given.flag("weighted-targets", decoder.weightedTargets() && kind == DecoderKind.BAG)),
        given.has("remove-components")
            ? new PostProcessingSettings(given.whole("remove-components", 0))
            : plain.postProcessing());
  }

  private static VocabularySettings vocabulary(
      GivenOptions given,
      VocabularySettings plain,
      ModelSettings model,
      Function<String, List<String>> words) {
    boolean bag = model.decoder().kind() == DecoderKind.BAG;
    SentenceForm form =
        new SentenceForm(
            given.flag("source-end", model.encoder().pooling() == Pooling.LAST),
            !bag,
            given.get("unknown-words", NamedSettings::keeps, !bag));
    return new VocabularySettings(
        new TextSettings(
            given.get(
                "tokenizer",
                name -> {
                  Tokenizers.byName(name);
                  return name;
                },
                plain.text().tokenizer()),
            given.flag("bigrams", plain.text().bigrams()),
            given.whole("max-length", plain.text().maxLength()),
            form),
        given.whole("min-count", plain.minCount()),
        given.whole("max-vocabulary", plain.maxVocabulary()),
        GivenWords.exceptions(given, plain.exceptions(), words),
        given.number("weight-smoothing", plain.weightSmoothing()));
  }

  private static boolean keeps(String word) {
    return switch (word) {
      case "keep" -> true;
      case "skip" -> false;
      default -> throw new IllegalArgumentException("'" + word + "' is neither keep nor skip");
    };
  }

  private static TrainingSettings training(GivenOptions given, TrainingSettings plain) {
    OptimizationSettings how = plain.optimization();
    EvaluationSettings evaluation = plain.evaluation();
    CheckpointSettings checkpoints = plain.checkpoints();
    return new TrainingSettings(
        new OptimizationSettings(
            given.whole("epochs", how.epochs()),
            given.whole("batch-size", how.batchSize()),
            given.flag("group-by-length", how.groupByLength()),
            given.number("learning-rate", how.learningRate()),
            given.get("learning-rate-schedule", NamedSettings::schedule, how.schedule()),
            given.number("clip-norm", how.clipNorm())),
        new EvaluationSettings(
            given.whole("evaluate-every", evaluation.every()),
            given.whole("patience", evaluation.patience()),
            given.whole("samples", evaluation.samples())),
        new CheckpointSettings(
            given.whole("checkpoint-every", checkpoints.every()),
            given.number("checkpoint-minutes", checkpoints.minutes()),
            given.whole("keep-checkpoints", checkpoints.keep()),
            0),
        new Noise(
            given.number("word-dropout", 0),
            given.number("word-swap", 0),
            given.number("decoder-word-dropout", 0)),
        given.get("seed", Long::valueOf, plain.seed()));
  }

  private static LearningRateSchedule schedule(String name) {
    return switch (name) {
      case "constant" -> LearningRateSchedule.CONSTANT;
      case "linear" -> LearningRateSchedule.LINEAR;
      default ->
          throw new IllegalArgumentException("'" + name + "' is neither constant nor linear");
    };
  }

  private static LossSpec loss(GivenOptions given, Map<String, String> options, LossSpec plain) {
    String name = given.get("loss", text -> text, plain.name());
    LossSpec spec = name.equals(plain.name()) ? plain : LossSpec.of(name);
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (option.getKey().startsWith(LOSS_OPTION)) {
        spec =
            spec.with(
                option.getKey().substring(LOSS_OPTION.length()),
                given.get(option.getKey(), NamedSettings::value, ""));
      }
    }
    for (String own : List.of("neighbours", "normalize", "epsilon", "reduction")) {
      if (given.has(own)) {
        spec = spec.with(own, given.get(own, NamedSettings::value, ""));
      }
    }
    return spec;
  }

  /** A number, true or false, else the text itself. */
  private static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    try {
      return text.matches("-?[0-9]+") ? (Object) Integer.valueOf(text) : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
