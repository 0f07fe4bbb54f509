package io.github.simloss.train;

import io.github.simloss.io.Messages;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.run.settings.LearningRateSchedule;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.train.data.VocabularySettings;
import io.github.simloss.train.data.WordExceptions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Settings that belong together, for a purpose.
 *
 * @param label the name in options
 * @param model encoder and decoder
 * @param vocabulary how text becomes tokens
 * @param training how to train
 * @param loss the loss
 * @since 0.2.0
 */
public record Preset(
    String label,
    ModelSettings model,
    VocabularySettings vocabulary,
    TrainingSettings training,
    LossSpec loss) {
  /**
   * For text of one's own, a few thousand sentences and more, of any length: a model that spells
   * sentences again as the paper's does, with a tied output layer, and settings under which it
   * learns. What they were chosen from is in {@code docs/models.md}.
   */
  public static final Preset DEFAULT =
      new Preset(
          "default",
          new ModelSettings(
              EncoderSpec.published(256),
              new DecoderSpec(DecoderKind.LSTM, 256, OutputLayer.TIED, false)),
          VocabularySettings.DEFAULT
              .withText(t -> t.withMaxLength(40))
              .withMaxVocabulary(20_000)
              .withExceptions(e -> WordExceptions.ENGLISH),
          TrainingSettings.DEFAULT
              .withOptimization(
                  o ->
                      o.withEpochs(10)
                          .withBatchSize(32)
                          .withLearningRate(2e-3)
                          .withSchedule(LearningRateSchedule.LINEAR))
              .withEvaluation(e -> e.withPatience(3)),
          LossSpec.of("soft-label"));

  /** The model and the settings of the paper, for comparing with it. */
  public static final Preset PUBLISHED =
      new Preset(
          "published",
          ModelSettings.published(256),
          VocabularySettings.DEFAULT,
          TrainingSettings.DEFAULT,
          LossSpec.of("soft-label"));

  /**
   * Codes worth having: an encoder in both directions whose outputs are pooled, trained to name the
   * words of the sentence without order, by their similarity.
   */
  public static final Preset SENTENCES =
      new Preset(
          "sentences",
          new ModelSettings(
              new EncoderSpec(256, 1, true, Pooling.MAX_MEAN, false, false, 0),
              new DecoderSpec(DecoderKind.BAG, 256, OutputLayer.TIED, true)),
          VocabularySettings.DEFAULT
              .withText(t -> t.withMaxLength(40).withForm(SentenceForm.WORDS))
              .withMinCount(2)
              .withMaxVocabulary(20_000)
              .withExceptions(e -> e.withTypicalShare(2e-3))
              .withWeightSmoothing(1e-2),
          TrainingSettings.DEFAULT.withOptimization(
              o ->
                  o.withEpochs(1)
                      .withBatchSize(32)
                      .withGroupByLength(true)
                      .withLearningRate(2e-3)
                      .withSchedule(LearningRateSchedule.LINEAR)),
          LossSpec.of("soft-label").with("neighbours", 10));

  /** All presets. */
  public static final List<Preset> ALL = List.of(DEFAULT, PUBLISHED, SENTENCES);

  /**
   * The preset of a name.
   *
   * @throws IllegalArgumentException for another name, with those that exist
   */
  public static Preset of(String label) {
    return ALL.stream()
        .filter(preset -> preset.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown preset "
                        + Messages.quote(label)
                        + ": use one of "
                        + ALL.stream().map(Preset::label).collect(Collectors.joining(", "))));
  }
}
