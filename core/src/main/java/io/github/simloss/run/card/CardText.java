package io.github.simloss.run.card;

import io.github.simloss.batch.Noise;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.Provenance;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.settings.TrainingSettings;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The text of a model card. It holds no time and no folder, so that it is the same every time. */
final class CardText {
  private final RunConfig config;
  private final List<HistoryEntry> history;
  private final StringBuilder text = new StringBuilder();

  CardText(RunConfig config, List<HistoryEntry> history) {
    this.config = config;
    this.history = history;
  }

  String text() {
    text.append(
        String.format(
            Locale.ROOT,
            """
            # A sentence encoder

            Made by simloss %s. It turns a sentence into a code of %d numbers; the cosine of two codes
            says how alike two sentences are. `simloss evaluate --card` measures and puts the scores at the end.

            ## Use
            In Java, with `simloss-core` on the class path and a faster engine beside it if there is one:

            ```java
            SentenceModel model = SentenceModel.load(Path.of("this-folder"));
            float[] code = model.encode("the taste was so good");
            ```

            On the command line, and in Python by `docs/load_run.py` of simloss, which needs NumPy alone:

                simloss encode --model this-folder sentences.txt --format npy --out codes.npy
                python3 load_run.py this-folder sentences.txt codes.npy

            `simloss export` makes it a model of ONNX, DL4J or DJL. Words that the model does not know are
            %s; `--vectors` with the vectors named below gives them a meaning.

            """,
            Markdown.escape(config.version()),
            config.spec().codeSize(),
            config.form().unknown() ? "encoded as `<unk>`" : "left out"));
    data();
    model();
    training();
    return text.toString();
  }

  private void data() {
    Provenance from = config.provenance();
    text.append("## Data\n| | file | bytes | SHA-256 |\n|---|---|---|---|\n");
    source("training sentences", from.data().train());
    source("dev sentences", from.data().dev());
    source("word vectors", from.data().vectors());
    source("similarities", from.data().similarities());
    text.append('\n').append(Markdown.table());
    row("words of the vocabulary", config.spec().vocabularySize());
    row("seen at least", from.words().minCount());
    if (from.words().coverage() != null) {
      row(
          "with a word vector",
          from.words().coverage().words() + " of " + from.words().coverage().allWords());
    }
    row("tokenizer", config.tokenizer() + ", lower case");
    row("tokens are pairs of words", config.bigrams() ? "yes" : "no");
    row("sentences are cut to", config.spec().embedding().maxLength() - 1 + " tokens");
    row("<end> is read", config.form().sourceEnd() ? "yes" : "no");
    text.append('\n');
  }

  private void source(String what, @Nullable DataSource source) {
    if (source != null) {
      String path = Objects.requireNonNullElse(source.path(), "");
      String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
      text.append("| " + what + " | " + Markdown.escape(name) + " | " + source.bytes());
      text.append(" | " + Markdown.escape(source.sha256()) + " |\n");
    }
  }

  private void model() {
    EncoderSpec encoder = config.spec().encoder();
    DecoderSpec decoder = config.spec().decoder();
    text.append("## Model\n").append(Markdown.table());
    row(
        "encoder",
        "LSTM, layers: "
            + encoder.layers()
            + ", directions: "
            + encoder.directions()
            + ", hidden size: "
            + encoder.hiddenSize());
    row("size of word vectors", config.wordDimension());
    row("pooling", encoder.pooling().label() + (encoder.weightedMean() ? ", weighted" : ""));
    row("word vectors appended", encoder.wordVectors() ? "their mean" : "no");
    row("code layer", encoder.codeSize() > 0 ? "yes" : "no");
    row(
        "done to codes",
        config.postProcessing() == null
            ? "nothing"
            : "principal components removed: " + config.postProcessing().removedComponents());
    row(
        "decoder",
        decoder.kind().label()
            + ", hidden size: "
            + decoder.hiddenSize()
            + ", output layer: "
            + decoder.outputLayer().label()
            + (decoder.weightedTargets() ? ", weighted targets" : ""));
    text.append('\n');
  }

  private void training() {
    TrainingSettings settings = config.training();
    text.append("## Training\n").append(Markdown.table());
    row("loss", config.loss().name() + " " + new TreeMap<>(config.loss().options()));
    row("words that stay one-hot", config.stopWords().size());
    row("epochs", settings.optimization().epochs());
    row("batch size", settings.optimization().batchSize());
    row(
        "learning rate",
        settings.optimization().learningRate() + ", " + lower(settings.optimization().schedule()));
    row("largest norm of a gradient", settings.optimization().clipNorm());
    Noise noise = settings.noise();
    if (noise != null) {
      row("word dropout, word swap", noise.wordDropout() + ", " + noise.wordSwap());
      row("word dropout of the decoder", noise.decoderWordDropout());
    }
    row("seed", settings.seed());
    row(
        "engine",
        config.provenance().machine().engine() + " on " + config.provenance().machine().device());
    row("evaluations on dev", history.size());
    for (HistoryEntry entry : history) {
      if (entry.best() && isLast(entry)) {
        row("best dev loss", entry.devLoss() + " at step " + entry.step());
      }
    }
  }

  /** Each evaluation that was the best so far is marked; the last of them is the best. */
  private boolean isLast(HistoryEntry best) {
    return history.stream().noneMatch(other -> other.best() && other.step() > best.step());
  }

  private static String lower(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }

  private void row(String name, Object value) {
    text.append(Markdown.row(name, value));
  }
}
