package io.github.simloss.cli.report;

import io.github.simloss.cli.report.page.Figures;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;

/** A model in words. */
final class ModelText {
  private ModelText() {}

  /** Its parts and their sizes; the published one in as few words as ever. */
  static String of(ModelSpec spec) {
    List<String> parts = new ArrayList<>();
    parts.add("embedding " + spec.dimension());
    if (spec.equals(ModelSpec.published(spec.embedding(), spec.codeSize()))) {
      parts.add("LSTM encoder and decoder of " + spec.codeSize());
    } else {
      parts.add(encoder(spec.encoder()));
      parts.add("codes of " + spec.codeSize());
      parts.add(decoder(spec.decoder()));
    }
    parts.add("vocabulary " + Figures.fixed(spec.vocabularySize(), 0));
    return String.join(", ", parts);
  }

  private static String encoder(EncoderSpec encoder) {
    return (encoder.bidirectional() ? "bidirectional " : "")
        + "LSTM encoder of "
        + encoder.hiddenSize()
        + (encoder.layers() > 1 ? " in " + encoder.layers() + " layers" : "")
        + " pooled by "
        + (encoder.weightedMean() ? "weighted " : "")
        + encoder.pooling().label()
        + (encoder.wordVectors() ? " beside word vectors" : "");
  }

  private static String decoder(DecoderSpec decoder) {
    return "decoder "
        + decoder.kind().label()
        + " of "
        + decoder.hiddenSize()
        + " with a "
        + decoder.outputLayer().label()
        + " output layer"
        + (decoder.weightedTargets() ? " and weighted targets" : "");
  }
}
