package io.github.simloss.cli.option;

import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.option.loss.LossFlags;
import io.github.simloss.cli.option.training.CheckpointFlags;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.experiment.comparison.Variant;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.run.settings.EvaluationSettings;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.run.settings.OptimizationSettings;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.train.ModelSettings;
import io.github.simloss.train.Preset;
import io.github.simloss.train.data.VocabularySettings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How a model is made and trained. An option that was not given is null here, because the sample
 * and a user's own data have different defaults.
 */
@InSection(Section.TRAINING)
public final class TrainingOptions {
  private static final int SAMPLE_HIDDEN = 128;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Settings that belong together; options win over them. default: spells sentences again,"
              + " learns on text of your own. sentences: codes worth using, trained to name the words"
              + " of a sentence. published: the paper's model and settings, which learn slowly: for"
              + " comparing with it. Default: default, published in compare, settings of its own for"
              + " the sample.")
  private String preset;

  private Preset plain = Preset.DEFAULT;

  @Mixin private TextFlags text;

  @Mixin private LossFlags loss;

  @InSection(Section.LOSS)
  @Option(
      names = "--similarities",
      paramLabel = "FILE",
      description =
          "Similarities of your own in place of the vectors' cosines: lines 'word word value', plain"
              + " or gzip, or a .npy of V x V in the vocabulary's order.")
  private Path similarities;

  @Bounds(from = 1, to = 1_000_000)
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Passes over the training sentences. Default: 10; 1 in --preset sentences. With --resume,"
              + " more than the run has.")
  private Integer epochs;

  @Bounds(from = 1, to = 1_000_000)
  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Sentences a step. Default: 32; 10 in --preset published.")
  private Integer batchSize;

  @Mixin private ModelFlags model;

  @Bounds(above = 0)
  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "Adam's. Default: 2e-3; 5e-5 in --preset published, where the paper names 1e-3 to 1e-4, which"
              + " learn faster.")
  private Double learningRate;

  @Option(
      names = "--learning-rate-schedule",
      paramLabel = "SCHEDULE",
      description =
          "constant, or linear: falls from --learning-rate to nothing over all epochs. Default:"
              + " linear; constant in --preset published.")
  private LearningRateSchedule schedule;

  @Bounds(above = 0)
  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Largest global norm of a gradient. Default: 5.")
  private Double clipNorm;

  @Bounds
  @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: 1.")
  private Long seed;

  @Bounds(from = 0, to = Integer.MAX_VALUE)
  @Option(
      names = "--evaluate-every",
      paramLabel = "STEPS",
      description = "Steps between dev evaluations. Default: one each epoch.")
  private Integer evaluateEvery;

  @Bounds(from = 0, to = 1_000_000)
  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop after N evaluations without a better dev loss; 0 for never. Default: 3; never in"
              + " --preset published and sentences.")
  private Integer patience;

  @Mixin private CheckpointFlags checkpoints;

  @Bounds(from = 0, to = 1_000_000)
  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Dev sentences shown with their reconstruction at each evaluation. Default: 3.")
  private Integer samples;

  @Option(
      names = "--group-by-length",
      negatable = true,
      description =
          "Sentences of like length share a batch: faster with large batches. Default: no; yes in"
              + " --preset sentences.")
  private Boolean groupByLength;

  /** Which loss. */
  public LossFlags loss() {
    return loss;
  }

  /** Has another preset count where none is named. */
  public void standard(Preset other) {
    plain = other;
  }

  /** The passes over the training sentences that were asked for, or null. */
  public Integer epochs() {
    return epochs;
  }

  /**
   * What is filled in for what was not given.
   *
   * @param sample whether it is on the sample, whose own settings are the published ones but for a
   *     few numbers
   */
  private Preset preset(boolean sample) {
    try {
      return preset != null ? Preset.of(preset) : sample ? Preset.PUBLISHED : plain;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--preset: " + e.getMessage());
    }
  }

  /** The sample is so small that the published settings would not move on it. */
  private boolean small(boolean sample) {
    return sample && preset == null;
  }

  /** The loss, with defaults filled in; that of the sample's settings is the default one, too. */
  public LossSpec lossSpec() {
    return loss.spec(preset(false).loss());
  }

  /**
   * A loss by its name, where none was chosen: the preset's own options hold for its loss alone.
   */
  public LossSpec lossSpec(String name) {
    LossSpec ofPreset = preset(false).loss();
    return loss.spec(name.equals(ofPreset.name()) ? ofPreset : LossSpec.of(name));
  }

  /**
   * How to train, with the defaults filled in.
   *
   * @param sample whether it is on the sample
   */
  public TrainingSettings training(boolean sample) {
    TrainingSettings plain = preset(sample).training();
    return new TrainingSettings(
        optimization(plain.optimization(), small(sample)),
        new EvaluationSettings(
            or(evaluateEvery, plain.evaluation().every()),
            or(patience, plain.evaluation().patience()),
            or(samples, plain.evaluation().samples())),
        checkpoints.settings(plain.checkpoints()),
        model.noise(model(sample)),
        or(seed, plain.seed()));
  }

  private OptimizationSettings optimization(OptimizationSettings plain, boolean small) {
    return new OptimizationSettings(
        or(epochs, small ? 20 : plain.epochs()),
        or(batchSize, small ? 32 : plain.batchSize()),
        or(groupByLength, plain.groupByLength()),
        or(learningRate, small ? 3e-3 : plain.learningRate()),
        or(schedule, plain.schedule()),
        or(clipNorm, plain.clipNorm()));
  }

  /**
   * How text becomes tokens.
   *
   * @param sample whether it is that of the sample, which is tokenized already
   * @param sampleStopWords the sample's, if they are there; or null
   */
  public VocabularySettings vocabulary(boolean sample, Path sampleStopWords) {
    VocabularySettings ofPreset = preset(sample).vocabulary();
    return text.settings(
        ofPreset,
        sample ? "whitespace" : ofPreset.text().tokenizer(),
        sampleStopWords,
        model.form(model(sample)));
  }

  /**
   * Encoder and decoder, with the defaults filled in.
   *
   * @param sample whether those that suit the sample
   */
  public ModelSettings model(boolean sample) {
    return model.model(
        small(sample) ? ModelSettings.published(SAMPLE_HIDDEN) : preset(sample).model());
  }

  /**
   * The model of a row of a comparison.
   *
   * @param sample whether it is on the sample
   * @param options {@code name=value} each
   * @return null if there is no option
   */
  public Variant variant(boolean sample, List<String> options) {
    return model.variant(options, model(sample));
  }

  public Path similarities() {
    return similarities;
  }

  private static <T> T or(T value, T fallback) {
    return value == null ? fallback : value;
  }
}
