package io.github.simloss.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.backend.InferenceModel;
import io.github.simloss.backend.decoding.DecodingStrategy;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.evaluate.reconstruction.Words;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.text.SentenceCodec;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReconstructorTest {
  private static final List<String> SENTENCES =
      List.of("a", "b b b b", "c c", "d d d d", "e e e", "f", "g g");
  private static final SentenceCodec CODEC = Words.codec(false, SENTENCES.toArray(String[]::new));

  /** The code of a sentence is the id of its first word. */
  private static InferenceModel model() {
    ModelSpec spec =
        ModelSpec.published(new EmbeddingSpec(CODEC.vocabulary().size(), 1, 15, 0, 1, 2, 3), 1);
    return (InferenceModel)
        Proxy.newProxyInstance(
            InferenceModel.class.getClassLoader(),
            new Class<?>[] {InferenceModel.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "spec" -> spec;
                  case "encode" -> firstWords((TokenRows) args[0]);
                  default -> throw new AssertionError("not asked for: " + method);
                });
  }

  private static float[] firstWords(TokenRows batch) {
    float[] codes = new float[batch.size()];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = batch.token(row, 0);
    }
    return codes;
  }

  @Test
  void likeLengthsTogetherAndTheOrderKept() {
    List<List<String>> batches = new ArrayList<>();
    Map<String, List<Long>> numbers = new TreeMap<>();
    DecodingStrategy firstWordAgain =
        (model, codes, sentences) -> {
          int[][] ids = new int[codes.length][];
          List<String> batch = new ArrayList<>();
          for (int row = 0; row < ids.length; row++) {
            ids[row] = new int[] {(int) codes[row]};
            String word = CODEC.decode(ids[row]);
            batch.add(word);
            numbers.computeIfAbsent(word, any -> new ArrayList<>()).add(sentences[row]);
          }
          batches.add(batch);
          return ids;
        };
    InferenceModel model = model();
    Reconstructor reconstructor =
        new Reconstructor(model, CODEC, new SentenceEncoder(model, CODEC, 3), firstWordAgain, 2);
    for (int time = 0; time < 2; time++) {
      List<Reconstruction> rows = reconstructor.reconstruct(SENTENCES);
      assertEquals(SENTENCES, rows.stream().map(Reconstruction::input).toList());
      assertEquals(
          List.of("a", "b", "c", "d", "e", "f", "g"),
          rows.stream().map(Reconstruction::output).toList());
    }
    assertEquals(
        List.of(List.of("b", "d"), List.of("e", "c"), List.of("g", "a"), List.of("f")),
        batches.subList(0, 4));
    // What random decoding draws by: a sentence's place among all so far, not within its batch.
    assertEquals(List.of(0L, 7L), numbers.get("a"));
    assertEquals(List.of(5L, 12L), numbers.get("f"));
    assertEquals(List.of(1L, 8L), numbers.get("b"));
  }
}
