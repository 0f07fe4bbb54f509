package io.github.simloss.dl4j.internal.layer;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.loss.LossTerm;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.TargetWeights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The tables of a loss as bytes, little-endian, term after term: sparse as V x N ids (int32) and V
 * x N weights (float32), factored as V x d and dense as V x V float32, one-hot as nothing. Factored
 * weights with rows that weigh nothing are named {@code product}: V x d of the targets, then V x d.
 */
public final class LossTables {
  private static final int[] NO_IDS = {};
  private static final float[] NO_VALUES = {};

  private LossTables() {}

  static String kind(TargetWeights weights) {
    return weights.match(
        oneHot -> "one-hot",
        sparse -> "sparse",
        factored -> factored.isSymmetric() ? "factored" : "product",
        dense -> "dense");
  }

  static int columns(TargetWeights weights) {
    return weights.match(
        oneHot -> 0,
        TargetWeights.Sparse::width,
        TargetWeights.Factored::rank,
        TargetWeights.Dense::vocabularySize);
  }

  /** How many bytes a table has. */
  static long byteCount(String kind, int size, int columns) {
    String table =
        "a " + Messages.oneLine(kind) + " table of " + columns + " columns over " + size + " words";
    if (columns < 0 || (columns > size && !"factored".equals(kind) && !"product".equals(kind))) {
      throw new SimlossException(table);
    }
    long values = (long) size * columns;
    if (values > Integer.MAX_VALUE) {
      throw new SimlossException(table + " is beyond 2 GB");
    }
    return switch (String.valueOf(kind)) {
      case "one-hot" -> 0;
      case "sparse", "product" -> 8 * values;
      case "factored", "dense" -> 4 * values;
      default ->
          throw new SimlossException(
              "weights are "
                  + Messages.quote(kind)
                  + "; known are one-hot, sparse, factored, product and dense");
    };
  }

  static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All tables. */
  public static byte[] bytes(ReconstructionLoss loss) {
    long count = 0;
    for (LossTerm term : loss.terms()) {
      TargetWeights weights = term.weights();
      count += byteCount(kind(weights), weights.vocabularySize(), columns(weights));
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw new SimlossException("the tables of a loss are beyond 2 GB: " + count + " bytes");
    }
    byte[] bytes = new byte[(int) count];
    ByteBuffer buffer = buffer(bytes);
    for (LossTerm term : loss.terms()) {
      write(buffer, term.weights());
    }
    return bytes;
  }

  /** One table, from where the buffer stands; its bytes are there. */
  static TargetWeights read(String kind, int size, int columns, ByteBuffer buffer) {
    int values = Math.multiplyExact(size, columns);
    return switch (kind) {
      case "sparse" -> {
        int[] ids = new int[values];
        buffer.asIntBuffer().get(ids);
        buffer.position(buffer.position() + 4 * values);
        yield new TargetWeights.Sparse(size, columns, ids, floats(buffer, values));
      }
      case "factored" -> new TargetWeights.Factored(size, columns, floats(buffer, values));
      case "product" -> {
        float[] targets = floats(buffer, values);
        yield new TargetWeights.Factored(size, columns, targets, floats(buffer, values));
      }
      case "dense" -> new TargetWeights.Dense(size, floats(buffer, values));
      default -> new TargetWeights.OneHot(size);
    };
  }

  /** Whether two losses are the same to the last bit; their reduction is not asked for. */
  public static boolean equal(ReconstructionLoss a, ReconstructionLoss b) {
    if (!a.name().equals(b.name()) || a.terms().size() != b.terms().size()) {
      return false;
    }
    for (int n = 0; n < a.terms().size(); n++) {
      LossTerm x = a.terms().get(n);
      LossTerm y = b.terms().get(n);
      if (x.coefficient() != y.coefficient()
          || x.link() != y.link()
          || x.epsilon() != y.epsilon()
          || !kind(x.weights()).equals(kind(y.weights()))
          || x.weights().vocabularySize() != y.weights().vocabularySize()
          || columns(x.weights()) != columns(y.weights())) {
        return false;
      }
    }
    return Arrays.equals(bytes(a), bytes(b));
  }

  private static void write(ByteBuffer buffer, TargetWeights weights) {
    int[] ids =
        weights.match(
            oneHot -> NO_IDS, sparse -> sparse.ids(), factored -> NO_IDS, dense -> NO_IDS);
    float[] values =
        weights.match(
            oneHot -> NO_VALUES,
            TargetWeights.Sparse::weights,
            TargetWeights.Factored::factors,
            TargetWeights.Dense::table);
    buffer.asIntBuffer().put(ids);
    buffer.position(buffer.position() + 4 * ids.length);
    float[] targets =
        weights.match(
            oneHot -> NO_VALUES,
            sparse -> NO_VALUES,
            factored -> factored.isSymmetric() ? NO_VALUES : factored.targets(),
            dense -> NO_VALUES);
    buffer.asFloatBuffer().put(targets);
    buffer.position(buffer.position() + 4 * targets.length);
    buffer.asFloatBuffer().put(values);
    buffer.position(buffer.position() + 4 * values.length);
  }

  private static float[] floats(ByteBuffer buffer, int count) {
    float[] values = new float[count];
    buffer.asFloatBuffer().get(values);
    buffer.position(buffer.position() + 4 * count);
    return values;
  }
}
