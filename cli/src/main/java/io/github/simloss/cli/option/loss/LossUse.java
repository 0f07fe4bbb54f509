package io.github.simloss.cli.option.loss;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.usage.NumberRanges;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossOptions;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.similarity.NeighbourTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what a loss makes of its options before any file is read: it is made of nothing. */
public final class LossUse {
  /** Words of a vocabulary that is made up. */
  private static final int WORDS = 1 << 12;

  private static final String NEIGHBOURS = "neighbours";

  private LossUse() {}

  /**
   * The options that a loss has no use for.
   *
   * @throws UsageException if it has none of a name, or refuses a value
   */
  public static List<String> unused(Losses known, LossSpec spec) {
    // The one option whose range depends on the vocabulary.
    boolean many = spec.options().get(NEIGHBOURS) instanceof Number n && n.doubleValue() > WORDS;
    LossOptions options = new LossOptions(many ? spec.with(NEIGHBOURS, WORDS) : spec);
    try {
      known.create(options, context());
    } catch (SimlossException e) {
      throw new UsageException(e.getMessage());
    }
    return options.unused();
  }

  /**
   * The options that a loss has with their defaults.
   *
   * @param known the losses there are
   * @param name of the loss
   */
  public static Map<String, Object> defaults(Losses known, String name) {
    LossOptions options = new LossOptions(LossSpec.of(name));
    known.create(options, context());
    return options.resolved().options();
  }

  /** An option of a loss as written: a number, true, false or a text. */
  public static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    return NumberRanges.isDecimal(text) ? (Object) Double.valueOf(text) : text;
  }

  private static LossContext context() {
    float[] rows = new float[WORDS];
    Arrays.fill(rows, 1);
    return new LossContext(
        UnitVectors.of(rows, WORDS, 1), Set.of(), (vectors, count) -> table(count));
  }

  private static NeighbourTable table(int neighbours) {
    int[] ids = new int[WORDS * neighbours];
    float[] similarities = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (i / neighbours + i % neighbours) % WORDS;
      similarities[i] = 1;
    }
    return new NeighbourTable(WORDS, neighbours, ids, similarities);
  }
}
