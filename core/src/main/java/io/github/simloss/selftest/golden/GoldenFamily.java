package io.github.simloss.selftest.golden;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.DecoderSpec;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.EncoderSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import io.github.simloss.model.Parameters;
import io.github.simloss.model.Pooling;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code family.json} holds: members of the family of models over one vocabulary and one
 * batch, whose sources lack words of the targets.
 *
 * @param cases the members
 * @since 0.2.0
 */
public record GoldenFamily(List<Case> cases) {
  /** A weight of a word from which a mean can be taken. */
  private static final double SMALLEST_WEIGHT = 1e-6;

  /**
   * One member.
   *
   * @param name what it is, in words
   * @param model its weights, the batch, and what must come of it
   */
  public record Case(String name, GoldenAutoencoder model) {}

  /**
   * Reads {@code family.json}.
   *
   * @param file the file
   * @throws io.github.simloss.SimlossException naming the file if it is missing, broken or lacks
   *     something
   */
  public static GoldenFamily read(Path file) {
    return of(GoldenJson.read(file));
  }

  static GoldenFamily of(GoldenJson json) {
    Shared shared = Shared.of(json);
    return new GoldenFamily(json.children("cases").stream().map(shared::readCase).toList());
  }

  /** What all members have in common. */
  private record Shared(
      GoldenJson json,
      EmbeddingSpec embedding,
      double[] vectors,
      double[] wordWeights,
      int[][] sources,
      int[][] targets,
      AdamSettings optimizer) {

    static Shared of(GoldenJson json) {
      int size = json.integer("vocabularySize", 1, 10_000);
      int rows = json.integer("batch", 1, 10_000);
      int maxLength = json.integer("maxLength", 1, 10_000);
      int dimension = json.integer("dimension", 1, 10_000);
      GoldenJson ids = json.child("ids");
      double[] wordWeights = json.numbers("wordWeights", size);
      if (Arrays.stream(wordWeights).anyMatch(weight -> weight < SMALLEST_WEIGHT)) {
        throw json.bad("wordWeights", "not above 0 throughout");
      }
      return new Shared(
          json,
          new EmbeddingSpec(
              size,
              dimension,
              maxLength,
              ids.integer("start", 0, size - 1),
              ids.integer("unknown", 0, size - 1),
              ids.integer("end", 0, size - 1),
              ids.integer("padding", 0, size - 1)),
          json.numbers("embeddings", (long) size * dimension),
          wordWeights,
          json.rows("sources", rows, maxLength, size),
          json.rows("targets", rows, maxLength, size),
          GoldenAutoencoder.adam(json.child("optimizer")));
    }

    Case readCase(GoldenJson one) {
      ModelSpec spec = new ModelSpec(embedding, encoder(one), decoder(one));
      boolean bag = spec.decoder().kind() == DecoderKind.BAG;
      int rows = sources.length;
      int size = spec.vocabularySize();
      // An LSTM decoder closes a sentence with <end>, and is fed with padding from there on.
      int steps = embedding.maxLength() + (bag ? 0 : 1);
      one.requireShape("codeShape", rows, spec.codeSize());
      if (bag) {
        one.requireShape("logitsShape", rows, size);
      } else {
        one.requireShape("logitsShape", rows, steps, size);
      }
      TokenRows source = TokenRows.of(sources, embedding.maxLength(), embedding.paddingId());
      TokenRows target = TokenRows.of(bag ? targets : closed(), steps, embedding.paddingId());
      return new Case(
          one.text("name"),
          new GoldenAutoencoder(
              spec,
              new Batch(source, target),
              json.ids("stopIds", -1, size),
              json.number("epsilon"),
              weights(one.child("weights"), spec),
              one.numbers("code", (long) rows * spec.codeSize()),
              one.numbers("logits", (long) rows * (bag ? 1 : steps) * size),
              optimizer,
              GoldenAutoencoder.learningRate(json.child("optimizer")),
              one.children("losses").stream()
                  .map(loss -> GoldenAutoencoder.readCase(loss, json, spec))
                  .toList()));
    }

    private static EncoderSpec encoder(GoldenJson one) {
      GoldenJson encoder = one.child("encoder");
      int hidden = encoder.integer("hidden", 1, 10_000);
      int layers = encoder.integer("layers", 1, 100);
      boolean bidirectional = encoder.flag("bidirectional");
      String pooling = encoder.text("pooling");
      boolean weightedMean = encoder.flag("weightedMean");
      boolean wordVectors = encoder.flag("wordVectors");
      int codeSize = encoder.integerOrNull("codeSize", 1, 10_000);
      try {
        return new EncoderSpec(
            hidden,
            layers,
            bidirectional,
            Pooling.of(pooling),
            weightedMean,
            wordVectors,
            codeSize);
      } catch (IllegalArgumentException e) {
        throw one.badField("encoder", "no encoder: " + e.getMessage());
      }
    }

    private static DecoderSpec decoder(GoldenJson one) {
      GoldenJson decoder = one.child("decoder");
      String kind = decoder.text("kind");
      int hidden = decoder.integer("hidden", 1, 10_000);
      String output = decoder.text("output");
      boolean weightedTargets = decoder.flag("weightedTargets");
      try {
        return new DecoderSpec(
            DecoderKind.of(kind), hidden, OutputLayer.of(output), weightedTargets);
      } catch (IllegalArgumentException e) {
        throw one.badField("decoder", "no decoder: " + e.getMessage());
      }
    }

    private int[][] closed() {
      int[][] closed = new int[targets.length][];
      for (int b = 0; b < closed.length; b++) {
        closed[b] = Arrays.copyOf(targets[b], targets[b].length + 1);
        closed[b][targets[b].length] = embedding.endId();
      }
      return closed;
    }

    private Map<String, double[]> weights(GoldenJson all, ModelSpec spec) {
      Map<String, double[]> weights = new LinkedHashMap<>();
      all.requireFields(spec.trainable().keySet());
      spec.trainable()
          .forEach(
              (name, shape) -> {
                GoldenJson tensor = all.child(name);
                tensor.requireShape("shape", shape);
                weights.put(name, tensor.numbers("values", GoldenAutoencoder.count(shape)));
              });
      weights.put(Parameters.EMBEDDING, vectors);
      if (spec.hasWordWeights()) {
        weights.put(Parameters.WORD_WEIGHTS, wordWeights);
      }
      return Collections.unmodifiableMap(weights);
    }
  }
}
