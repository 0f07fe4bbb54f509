package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.batch.Noise;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.option.training.NoiseFlags;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.CommandLineSetup;
import io.github.simloss.cli.usage.PartOf;
import io.github.simloss.experiment.comparison.Variant;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Pooling;
import io.github.simloss.run.settings.PostProcessingSettings;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.train.ModelSettings;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which encoder and decoder. An option that was not given is null here. */
@Command
@InSection(Section.MODEL)
public final class ModelFlags {
  @Bounds(from = 1, to = 65_536)
  @Option(
      names = "--hidden-size",
      paramLabel = "N",
      description = "Hidden size of the encoder, of each direction. Default: 256.")
  private Integer hiddenSize;

  @Bounds(from = 1, to = 64)
  @Option(
      names = "--encoder-layers",
      paramLabel = "N",
      description = "LSTM layers of the encoder. Default: 1.")
  private Integer encoderLayers;

  @Option(
      names = "--bidirectional",
      negatable = true,
      description =
          "A second LSTM reads sentences backwards. Default: no; yes in --preset sentences.")
  private Boolean bidirectional;

  @Option(
      names = "--pooling",
      paramLabel = "NAME",
      description =
          "How the encoder's outputs become a code: last, mean, max or max-mean. Default: last; max-mean"
              + " in --preset sentences.")
  private String pooling;

  @PartOf("--pooling")
  @Option(
      names = "--weighted-mean",
      negatable = true,
      description =
          "Rare words weigh more in a mean: a / (a + share), a by --weight-smoothing. Default: no.")
  private Boolean weightedMean;

  @Option(
      names = "--append-word-vectors",
      negatable = true,
      description = "The mean of the word vectors is part of the code. Default: no.")
  private Boolean wordVectors;

  @Bounds(from = 0, to = 65_536)
  @Option(
      names = "--code-size",
      paramLabel = "N",
      description = "A linear layer makes codes of this size; 0 for none. Default: 0.")
  private Integer codeSize;

  @Bounds(from = 0, to = 65_536)
  @Option(
      names = "--remove-components",
      paramLabel = "N",
      description =
          "After training, centre each block of the codes, remove its first N principal components"
              + " and scale blocks alike; kept with the model. Default: codes stay as they are.")
  private Integer removedComponents;

  @Option(
      names = "--decoder",
      paramLabel = "NAME",
      description =
          "lstm spells a sentence word by word; bag names its words without order, which makes"
              + " better codes. Default: lstm; bag in --preset sentences.")
  private String decoder;

  @Bounds(from = 1, to = 65_536)
  @Option(
      names = "--decoder-size",
      paramLabel = "N",
      description = "Hidden size of the decoder. Default: that of the encoder.")
  private Integer decoderSize;

  @Option(
      names = "--output-layer",
      paramLabel = "NAME",
      description =
          "free has weights of its own for every word; tied scores words by their vectors. Default:"
              + " tied; free in --preset published.")
  private String outputLayer;

  @PartOf("--decoder")
  @Option(
      names = "--weighted-targets",
      negatable = true,
      description =
          "Rare words cost more, in a bag: a / (a + share), a by --weight-smoothing. Default: no;"
              + " yes in --preset sentences.")
  private Boolean weightedTargets;

  @InSection(Section.TEXT)
  @Option(
      names = "--unknown-words",
      paramLabel = "WHAT",
      description =
          "keep: a word outside the vocabulary is <unk>. skip: it is left out, and so is a word"
              + " without a vector. Default: keep with the decoder lstm, skip with bag.")
  private String unknownWords;

  @InSection(Section.TEXT)
  @Option(
      names = "--source-end",
      negatable = true,
      description = "The encoder reads <end> after a sentence. Default: with --pooling last.")
  private Boolean sourceEnd;

  @Mixin private NoiseFlags noise;

  /**
   * Encoder and decoder, with defaults filled in.
   *
   * @param defaults for what was not given
   */
  ModelSettings model(ModelSettings defaults) {
    EncoderSpec encoder = defaults.encoder();
    DecoderSpec plain = defaults.decoder();
    int hidden = or(hiddenSize, encoder.hiddenSize());
    int fallback = plain.hiddenSize() == encoder.hiddenSize() ? hidden : plain.hiddenSize();
    try {
      ModelSettings model =
          new ModelSettings(
              new EncoderSpec(
                  hidden,
                  or(encoderLayers, encoder.layers()),
                  or(bidirectional, encoder.bidirectional()),
                  named("--pooling", pooling, Pooling::of, encoder.pooling()),
                  or(weightedMean, encoder.weightedMean()),
                  or(wordVectors, encoder.wordVectors()),
                  or(codeSize, encoder.codeSize())),
              new DecoderSpec(
                  kind(plain.kind()),
                  or(decoderSize, fallback),
                  named("--output-layer", outputLayer, OutputLayer::of, plain.outputLayer()),
                  weighted(plain)),
              removedComponents == null
                  ? defaults.postProcessing()
                  : new PostProcessingSettings(removedComponents));
      model.requireMemory();
      return model;
    } catch (IllegalArgumentException | SimlossException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private DecoderKind kind(DecoderKind fallback) {
    return named("--decoder", decoder, DecoderKind::of, fallback);
  }

  /** A preset's weights of targets go with its bag; what was asked for is refused elsewhere. */
  private boolean weighted(DecoderSpec defaults) {
    boolean fallback = defaults.weightedTargets() && kind(defaults.kind()) == DecoderKind.BAG;
    return or(weightedTargets, fallback);
  }

  /**
   * Which tokens are read and written.
   *
   * @param model with defaults filled in
   */
  SentenceForm form(ModelSettings model) {
    return form(model, new ModelFlags());
  }

  /** The same, where what was not given is as elsewhere. */
  private SentenceForm form(ModelSettings model, ModelFlags others) {
    boolean bag = model.decoder().kind() == DecoderKind.BAG;
    boolean keep =
        named("--unknown-words", or(unknownWords, others.unknownWords), ModelFlags::keeps, !bag);
    Boolean end = or(sourceEnd, others.sourceEnd);
    return new SentenceForm(or(end, model.encoder().pooling() == Pooling.LAST), !bag, keep);
  }

  /**
   * The model of a row of a comparison.
   *
   * @param options {@code name=value} each, names as those of the flags without hyphens
   * @param common of the comparison, for what the row does not name
   * @return null if the row names nothing of the model
   */
  Variant variant(List<String> options, ModelSettings common) {
    if (options.isEmpty()) {
      return null;
    }
    ModelFlags row = new ModelFlags();
    try {
      CommandLine line = new CommandLine(row);
      CommandLineSetup.literal(line);
      CommandLineSetup.check(
          line.parseArgs(options.stream().map(ModelFlags::flag).toArray(String[]::new)));
    } catch (CommandLine.ParameterException | UsageException e) {
      throw new UsageException("--losses: " + e.getMessage());
    }
    ModelSettings model = row.model(common);
    row.noise.fill(noise);
    return new Variant(model, row.form(model, this), row.noise(model));
  }

  /** A switch takes no value: true is its name, false the name with "no". */
  private static String flag(String option) {
    if (option.endsWith("=true")) {
      return "--" + option.substring(0, option.length() - "=true".length());
    }
    if (option.endsWith("=false")) {
      return "--no-" + option.substring(0, option.length() - "=false".length());
    }
    return "--" + option;
  }

  /** Whether a flag here has this name, without its hyphens. */
  static boolean knows(String name) {
    return new CommandLine(new ModelFlags()).getCommandSpec().findOption("--" + name) != null;
  }

  private static boolean keeps(String word) {
    return switch (word) {
      case "keep" -> true;
      case "skip" -> false;
      default -> throw new IllegalArgumentException("'" + word + "' is neither keep nor skip");
    };
  }

  /**
   * What is spoiled in training.
   *
   * @param model with defaults filled in
   */
  Noise noise(ModelSettings model) {
    return noise.settings(model.decoder().kind());
  }

  private static <T> T named(String option, String name, Function<String, T> find, T fallback) {
    if (name == null) {
      return fallback;
    }
    try {
      return find.apply(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }

  private static <T> T or(T value, T fallback) {
    return value == null ? fallback : value;
  }
}
