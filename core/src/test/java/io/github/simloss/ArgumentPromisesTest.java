package io.github.simloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.MemoryBudget;
import io.github.simloss.backend.decoding.DecodingStrategy;
import io.github.simloss.backend.decoding.MostProbableWords;
import io.github.simloss.batch.BatchOrder;
import io.github.simloss.batch.PackedRows;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.batch.WordBags;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.encoding.PostProcessing;
import io.github.simloss.encoding.PrincipalComponents;
import io.github.simloss.encoding.SentenceIndex;
import io.github.simloss.loss.Link;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.loss.TargetWeights;
import io.github.simloss.loss.WeightRows;
import io.github.simloss.model.EmbeddingSpec;
import io.github.simloss.model.LstmNames;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.similarity.ExactNeighbours;
import io.github.simloss.similarity.ListedSimilarities;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.similarity.SimilarityTable;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import io.github.simloss.text.Bigrams;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every index, size and array that a public type of core takes is checked as its Javadoc says. */
class ArgumentPromisesTest {
  private static final UnitVectors VECTORS =
      UnitVectors.of(new float[] {1, 0, 0, 1, 1, 1, 0, 0}, 4, 2);
  private static final NeighbourTable TABLE = NeighbourSearch.PLAIN_JAVA.search(VECTORS, 3);
  private static final TokenRows ROWS = TokenRows.of(new int[][] {{4, 5}, {6}}, 3, 3);
  private static final ReferenceLoss LOSS = ReferenceLoss.of(ReconstructionLoss.crossEntropy(4));
  private static final ModelSpec SPEC = ModelSpec.published(EmbeddingSpec.of(9, 2, 4), 3);

  private static DynamicTest index(String call, Executable code) {
    return dynamicTest(call, () -> assertThrows(IndexOutOfBoundsException.class, code));
  }

  private static DynamicTest argument(String call, Executable code) {
    return dynamicTest(
        call,
        () -> {
          Exception refusal = assertThrows(IllegalArgumentException.class, code);
          assertEquals(IllegalArgumentException.class, refusal.getClass(), "not a subclass of it");
          assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
        });
  }

  @TestFactory
  Stream<DynamicTest> indicesAreChecked() {
    List<TargetWeights> structures =
        List.of(
            new TargetWeights.OneHot(3),
            new TargetWeights.Sparse(3, 1, new int[3], new float[3]),
            new TargetWeights.Factored(3, 1, new float[3]),
            new TargetWeights.Dense(3, new float[9]));
    List<DynamicTest> tests = new ArrayList<>();
    for (TargetWeights weights : structures) {
      String name = weights.getClass().getSimpleName();
      tests.add(index(name + ".row(3)", () -> weights.row(3, new double[3])));
      tests.add(index(name + ".row(-1)", () -> weights.row(-1, new double[3])));
      tests.add(argument(name + ".row into 4", () -> weights.row(0, new double[4])));
      tests.add(index(name + " rows", () -> WeightRows.of(weights).row(3)));
    }
    tests.addAll(
        List.of(
            index("id(0, N)", () -> TABLE.id(0, 3)),
            index("id(V, 0)", () -> TABLE.id(4, 0)),
            index("id(1, -1)", () -> TABLE.id(1, -1)),
            index("similarity(0, N)", () -> TABLE.similarity(0, 3)),
            index("cosine(0, V)", () -> VECTORS.cosine(0, 4)),
            index("cosine(-1, 0)", () -> VECTORS.cosine(-1, 0)),
            index("isZero(V)", () -> VECTORS.isZero(4)),
            index("isZero(-1)", () -> VECTORS.isZero(-1)),
            index("nearest(V, 1)", () -> VECTORS.nearest(4, 1)),
            index("token(0, T)", () -> ROWS.token(0, 3)),
            index("token(B, 0)", () -> ROWS.token(2, 0)),
            index("token(1, -1)", () -> ROWS.token(1, -1)),
            index("row(B)", () -> ROWS.row(2)),
            index(
                "addRows(3, 2)", () -> new ExactNeighbours(VECTORS, 2).addRows(3, 2, (k, r) -> {})),
            index("search of word 9", () -> NeighbourSearch.ofWords(Set.of(9)).search(VECTORS, 1)),
            index("weights(V)", () -> ReconstructionLoss.crossEntropy(4).weights(4)),
            index("word(V)", () -> vocabulary().word(4)),
            index("count(V)", () -> vocabulary().count(4)),
            index(
                "most probable, row 1", () -> new MostProbableWords(SPEC).of(new float[9], 1, 2))));
    return tests.stream();
  }

  private static Vocabulary vocabulary(String... more) {
    List<String> words = new ArrayList<>();
    for (SpecialToken token : SpecialToken.values()) {
      words.add(token.text());
    }
    words.addAll(Arrays.asList(more));
    return new Vocabulary(words, new long[words.size()]);
  }

  @TestFactory
  Stream<DynamicTest> targetsOfALossAreChecked() {
    double[] logits = new double[8];
    return Stream.of(
        argument("id V", () -> LOSS.evaluate(logits, new int[] {0, 4}, 3)),
        argument("id -2", () -> LOSS.evaluate(logits, new int[] {-2, 0}, -1)),
        argument("id -1 without padding", () -> LOSS.evaluate(logits, new int[] {0, -1})),
        argument("no row a target", () -> LOSS.evaluate(logits, new int[3], 3)),
        argument("padding alone, no rows", () -> LOSS.evaluate(logits, new int[] {9, 9, 9}, 9)),
        argument("no target", () -> LOSS.evaluate(logits, new int[0], 3)),
        argument("other V", () -> LOSS.evaluate(new double[10], new int[] {0, 4}, 3)),
        argument("position", () -> LOSS.position(new double[4], 4, new double[4])),
        argument("gradient", () -> LOSS.position(new double[4], 0, new double[5])),
        argument("eps", () -> new ReferenceLoss.Term(1, Link.LOG, -1, target -> new double[1])));
  }

  @Test
  void anyNumberPads() {
    for (int padding : new int[] {-1, -100, 2, 77}) {
      ReferenceLoss.Value value = LOSS.evaluate(new double[8], new int[] {padding, 0}, padding);
      assertEquals(Math.log(4), value.value(), 1e-12, "padding " + padding);
    }
    assertEquals(0, LOSS.evaluate(new double[0], new int[0], -1).value());
  }

  @TestFactory
  Stream<DynamicTest> sizesAndArraysAreChecked() {
    return Stream.of(
        argument("OneHot(-3)", () -> new TargetWeights.OneHot(-3)),
        argument("OneHot(0)", () -> new TargetWeights.OneHot(0)),
        argument(
            "an id twice",
            () -> new TargetWeights.Sparse(2, 2, new int[] {0, 1, 1, 1}, new float[] {1, 1, 1, 1})),
        argument("A of another shape", () -> factored(new float[3], new float[4])),
        argument("nearest(0, 0)", () -> VECTORS.nearest(0, 0)),
        argument("nearest(0, V + 1)", () -> VECTORS.nearest(0, 5)),
        argument("a table's ids", () -> new NeighbourTable(2, 1, new int[] {0, 2}, new float[2])),
        argument("a table's N", () -> new NeighbourTable(2, 3, new int[6], new float[6])),
        argument(
            "65,536 x 65,536",
            () -> new NeighbourTable(1 << 16, 1 << 16, new int[0], new float[0])),
        argument("search of none", () -> NeighbourSearch.ofWords(Set.of()).search(VECTORS, 0)),
        argument("search of 5 of 4", () -> NeighbourSearch.ofWords(Set.of()).search(VECTORS, 5)),
        argument("listed of 0", () -> new ListedSimilarities.Builder(0)),
        argument("listed N", () -> new ListedSimilarities.Builder(2).build().neighbours(0)),
        argument("listed N > V", () -> new ListedSimilarities.Builder(2).build().neighbours(3)),
        argument("table of -2", () -> new SimilarityTable(-2, new float[4])),
        argument("table N", () -> new SimilarityTable(2, new float[4]).neighbours(-1)),
        argument("rows of T 0", () -> TokenRows.of(new int[][] {{1}}, 0, 3)),
        argument("rows of T -1", () -> TokenRows.of(new int[][] {{1}}, -1, 3)),
        argument("no rows", () -> TokenRows.of(new int[0][], 3, 3)),
        argument("2^31 ids", () -> new TokenRows(1 << 16, new int[0], new int[1 << 16])),
        argument("batches of 0", () -> BatchOrder.training(new int[3], 0, true, 1, 1)),
        argument("batches of -1", () -> BatchOrder.training(new int[3], -1, false, 1, 1)),
        argument("dev batches of 0", () -> BatchOrder.evaluation(new int[3], 0)),
        argument(
            "other lengths",
            () -> new PackedRows(ROWS).pack(TokenRows.of(new int[][] {{4}}, 3, 3))),
        argument(
            "other lengths, fed",
            () ->
                new PackedRows(ROWS).shifted(TokenRows.of(new int[][] {{4, 5}, {6, 7}}, 3, 3), 0)),
        argument(
            "falling starts", () -> new WordBags(new int[] {0, 2, 1}, new int[1], new float[1])),
        argument("no starts", () -> new WordBags(new int[0], new int[0], new float[0])),
        argument("other weights", () -> new WordBags(new int[] {0, 1}, new int[1], new float[2])),
        argument("2^80 values", () -> new Tensor(new long[] {1L << 40, 1L << 40}, new float[0])),
        argument("zeros of -1", () -> Tensor.zeros(-1)),
        argument("zeros of 2^40", () -> Tensor.zeros(1L << 40)),
        argument("a word with a line break", () -> vocabulary("a\rb")),
        argument("keep -1", () -> vocabulary("a").keep(word -> true, -1)),
        argument("index of 0", () -> new SentenceIndex(new float[4], 0)),
        argument("no blocks", () -> PostProcessing.learn(new float[4], List.of(), 0)),
        argument("a block of 0", () -> PostProcessing.learn(new float[4], List.of(4, 0), 0)),
        argument("blocks of a file", () -> PostProcessing.of(new NamedTensors(), List.of())),
        argument("-1 components", () -> PrincipalComponents.of(new double[4], 2, -1)),
        argument("3 of 2 components", () -> PrincipalComponents.of(new double[4], 2, 3)),
        argument("rows of 0", () -> PrincipalComponents.of(new double[4], 0, 0)),
        argument("chunks of 0 columns", () -> MemoryBudget.DEFAULT.chunkRows(0)),
        argument("LSTM of 0", () -> new LstmSpec(LstmNames.DECODER, 2, 0)),
        argument("layer -1", () -> LstmNames.encoder(-1, false)),
        argument("gpu -1", () -> Device.gpu(-1)),
        argument("threads -1", () -> EngineConfig.CPU.withThreads(-1)),
        argument("Adam", () -> new AdamSettings(Double.NaN, 0.9, 1, 1)),
        argument("a beam of 0", () -> DecodingStrategy.beam(0, 0)),
        argument("top -1", () -> DecodingStrategy.sampling(1, -1, 0)),
        argument("-1 probable words", () -> new MostProbableWords(SPEC).of(new float[9], 0, -1)));
  }

  private static TargetWeights factored(float[] targets, float[] factors) {
    return new TargetWeights.Factored(2, 2, targets, factors);
  }

  @Test
  void largeNumbersDoNotWrap() {
    assertEquals(Integer.MAX_VALUE, new MemoryBudget(0, Integer.MAX_VALUE).chunkRows(1));
    assertEquals(0, Tensor.zeros(Long.MAX_VALUE, 4, 0).data().length);
  }

  @TestFactory
  Stream<DynamicTest> collectionsAreUnmodifiable() {
    LossContext context = new LossContext(VECTORS, Set.of(1), NeighbourSearch.PLAIN_JAVA);
    Map<String, Collection<?>> handed =
        Map.ofEntries(
            Map.entry("Losses.all", Losses.discover().all()),
            Map.entry("Backends.all", Backends.discover().all()),
            Map.entry("LossSpec.options", LossSpec.of("ce").with("a", 1).options().values()),
            Map.entry("LossContext.oneHotIds", context.oneHotIds()),
            Map.entry("terms", ReconstructionLoss.crossEntropy(3).terms()),
            Map.entry("Vocabulary.words", vocabulary("a").words()),
            Map.entry("Tokenizers.names", Tokenizers.names()),
            Map.entry("tokenize", Tokenizers.WORDS.tokenize("a b")),
            Map.entry("Bigrams.of", Bigrams.of(List.of("a", "b"))),
            Map.entry("Bigrams.words", Bigrams.words(List.of("a b"))),
            Map.entry("trainable", SPEC.trainable().values()),
            Map.entry("frozen", SPEC.frozen().values()),
            Map.entry("tensors", SPEC.tensors().values()),
            Map.entry("encoderLstms", SPEC.encoderLstms()),
            Map.entry(
                "nearest", new SentenceIndex(new float[] {1, 1}, 1).nearest(new float[1], 1)));
    return handed.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThrows(
                            UnsupportedOperationException.class, entry.getValue()::clear)));
  }
}
