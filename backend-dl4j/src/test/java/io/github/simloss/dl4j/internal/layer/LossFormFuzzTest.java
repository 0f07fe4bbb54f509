package io.github.simloss.dl4j.internal.layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.dl4j.LossNetworks;
import io.github.simloss.dl4j.Models;
import io.github.simloss.dl4j.SimilarityLoss;
import io.github.simloss.io.Messages;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.Reduction;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.testing.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * The loss in a network's JSON, garbled: refused by us or by the JSON reader that DL4J brings, or a
 * loss.
 */
class LossFormFuzzTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static void garble(String name, SimilarityLoss loss) throws IOException {
    byte[] sound = MAPPER.writeValueAsString(loss.form()).getBytes(StandardCharsets.UTF_8);
    Fuzz.Tally tally =
        Fuzz.run(
            name,
            sound,
            bytes -> {
              try {
                MAPPER
                    .readValue(new String(bytes, StandardCharsets.UTF_8), LossForm.class)
                    .read(NeighbourSearch.PLAIN_JAVA);
              } catch (JsonProcessingException e) {
                // DL4J's reader said no, in lines of its own.
                throw new SimlossException(Messages.oneLine(e.getOriginalMessage()), e);
              }
            });
    assertTrue(tally.refused() > 0 && tally.refused() < tally.tried(), tally.toString());
  }

  @Test
  void sparse() throws IOException {
    garble(
        "loss form sparse",
        SimilarityLoss.builder(
                LossSpec.of("soft-label").with("neighbours", 2), LossNetworks.vectors())
            .paddingId(-1)
            .build());
  }

  @Test
  void dense() throws IOException {
    int size = LossNetworks.V;
    TargetWeights table =
        new TargetWeights.Dense(size, Models.uniform(new SeededRandom(2), size * size, 1));
    garble(
        "loss form dense",
        SimilarityLoss.of(
            ReconstructionLoss.of("own", Link.IDENTITY, 0.5, table, Reduction.POSITION_MEAN)));
  }

  @Test
  void factored() throws IOException {
    garble(
        "loss form factored",
        SimilarityLoss.builder(LossSpec.of("weighted-sim"), LossNetworks.vectors()).build());
  }
}
