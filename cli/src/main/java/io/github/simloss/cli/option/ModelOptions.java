package io.github.simloss.cli.option;

import io.github.simloss.backend.Engine;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.help.InSection;
import io.github.simloss.cli.help.Section;
import io.github.simloss.cli.input.SentenceInput;
import io.github.simloss.cli.usage.Bounds;
import io.github.simloss.cli.usage.Needs;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.run.TrainedModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model is used, and how sentences are encoded with it. */
@Needs(option = "--vector-cache", value = "--vectors")
@Needs(option = "--lookup", value = "--vectors")
@InSection(Section.MODEL)
public final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "RUN",
      description = "The folder that train --out made.")
  private Path run;

  @InSection(Section.DATA)
  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description =
          "Word vectors, those the model was trained with: words outside the model's vocabulary are"
              + " then encoded by their vector instead of as <unk>. Default: those in the run's"
              + " folder, if export put any there.")
  private Path vectors;

  @Mixin private ReadingOptions reading;

  @Bounds(from = 1, to = 1_000_000)
  @InSection(Section.ENGINE)
  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Sentences computed together. Default: 256; reconstruct: 64.")
  private Integer batchSize;

  /** Sentences decoded together: each takes as much memory as a word's logits, and more. */
  public int decodedTogether() {
    return batchSize == null ? 64 : batchSize;
  }

  /** The run's folder. */
  public Path run() {
    return run;
  }

  /** In which forms words are looked for in the vectors. */
  public String lookup() {
    return reading.lookup();
  }

  /** The file of vectors of words outside the vocabulary, or null. */
  public Path vectorFile() {
    return vectors;
  }

  public TrainedModel open(Engine engine) {
    return TrainedModel.open(run, engine);
  }

  /**
   * An encoder that also knows the words of {@code --vectors}, with what the run does to codes.
   *
   * @param model the run
   * @param input the sentences to come: of a file only its words are looked for in the vectors, of
   *     standard input, which can be read but once, all vectors are kept
   */
  public SentenceEncoder encoder(TrainedModel model, SentenceInput input) {
    int together = batchSize == null ? SentenceEncoder.USUAL_BATCH_SIZE : batchSize;
    return model.encoder(openVocabulary(model, input), together);
  }

  /**
   * The same for a decoder, which needs codes as the model makes them.
   *
   * @param model the run
   * @param input as for {@link #encoder}
   */
  public SentenceEncoder encoderToDecode(TrainedModel model, SentenceInput input) {
    return new SentenceEncoder(
        model.model(), model.codec(), openVocabulary(model, input), null, decodedTogether());
  }

  private WordVectors openVocabulary(TrainedModel model, SentenceInput input) {
    if (vectors == null) {
      return model.vectors();
    }
    return input.isFile()
        ? vectors(model, input.words(model.codec().tokenizer()), input.err())
        : fitting(model, reading.open(vectors, input.err()).all());
  }

  /**
   * The vectors of some words.
   *
   * @return those of {@code --vectors}; without it those of the run's folder, or null
   */
  public WordVectors vectors(TrainedModel model, Set<String> words, PrintWriter err) {
    return vectors == null ? model.vectors() : fitting(model, reading.some(vectors, words, err));
  }

  private WordVectors fitting(TrainedModel model, WordVectors found) {
    int wanted = model.config().wordDimension();
    if (found.dimension() != wanted) {
      throw new UsageException(
          "--vectors: "
              + vectors
              + " has dimension "
              + found.dimension()
              + ", the model needs "
              + wanted
              + "; give the file it was trained with");
    }
    return found;
  }

  /** Says how many words the encoder could make nothing of. */
  public void reportUnknown(PrintWriter err, TrainedModel model, SentenceEncoder encoder) {
    reportUnknown(err, model, encoder.unknownWords());
  }

  /** Says how many words no encoder could make anything of. */
  public void reportUnknown(PrintWriter err, TrainedModel model, long words) {
    reportUnknown(err, model, words, vectors != null ? null : "--vectors");
  }

  /**
   * Says how many words could not be encoded.
   *
   * @param remedy what would give them a meaning, or null if that was there
   */
  public static void reportUnknown(PrintWriter err, TrainedModel model, long words, String remedy) {
    if (words > 0) {
      err.println(
          words
              + (model.codec().form().unknown()
                  ? " words were encoded as <unk>"
                  : " words were left out, which the model does not know")
              + (remedy != null ? "; " + remedy + " can give them a meaning" : ""));
    }
  }
}
