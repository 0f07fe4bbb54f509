package io.github.simloss.embeddings.testing;

import io.github.simloss.random.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A small fastText model, written and worked out by other code than that which reads it. */
public final class FastTextFile {
  public final int dimension = 3;
  public final int buckets = 7;
  public int version = 12;
  public int minN = 2;
  public int maxN = 3;
  public boolean supervised;
  public boolean quantized;
  public boolean quantizedNorms;
  public final List<String> words = List.of("the", "kočka", "</s>");
  public final List<String> labels = List.of("__label__1", "__label__2");

  /** Rows of the input matrix. */
  public final float[][] rows;

  public FastTextFile(long seed) {
    SeededRandom random = new SeededRandom(seed);
    rows = new float[words.size() + buckets][dimension];
    for (float[] row : rows) {
      for (int k = 0; k < dimension; k++) {
        row[k] = random.uniform(-1, 1);
      }
    }
  }

  /** The vector by the rules: the mean of the word's row and of those of its n-grams. */
  public double[] expected(String word) {
    List<Integer> ids = new ArrayList<>();
    if (words.contains(word)) {
      ids.add(words.indexOf(word));
    }
    boolean old = version == 0;
    boolean none = maxN == 0 || (word.equals("</s>") && !old) || (supervised && version < 12);
    if (!none) {
      String marked = "<" + word + ">";
      int[] characters = marked.codePoints().toArray();
      for (int i = 0; i < characters.length; i++) {
        for (int n = minN; n <= maxN && i + n <= characters.length; n++) {
          if (n == 1 && (i == 0 || i + n == characters.length)) {
            continue;
          }
          ids.add(words.size() + (int) (hash(new String(characters, i, n)) % buckets));
        }
      }
    }
    double[] mean = new double[dimension];
    for (int id : ids) {
      for (int k = 0; k < dimension; k++) {
        mean[k] += rows[id][k] / (double) ids.size();
      }
    }
    return mean;
  }

  /** FNV-1a as fastText has it: bytes are signed. */
  public static long hash(String text) {
    long hash = 2166136261L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash ^= b & 0xffffffffL;
      hash = hash * 16777619L & 0xffffffffL;
    }
    return hash;
  }

  public byte[] bytes() {
    Output out = new Output();
    boolean old = version == 0;
    if (!old) {
      out.ints(0x2f4f16ba, version);
    }
    out.ints(dimension, 5, 1, 1, 5, 1, 1, supervised ? 3 : 2, buckets, minN, maxN, 100);
    out.longs(Double.doubleToLongBits(1e-4));
    int labelCount = supervised ? labels.size() : 0;
    out.ints(words.size() + labelCount, words.size(), labelCount);
    out.longs(1000);
    if (!old) {
      out.longs(-1);
    }
    for (String word : words) {
      out.entry(word, 0);
    }
    for (int i = 0; i < labelCount; i++) {
      out.entry(labels.get(i), 1);
    }
    if (!old) {
      out.bytes.write(quantized ? 1 : 0);
    }
    if (quantized) {
      quantized(out);
    } else {
      matrix(out, rows);
    }
    if (!old) {
      out.bytes.write(0);
    }
    matrix(out, new float[2][dimension]);
    return out.bytes.toByteArray();
  }

  private void matrix(Output out, float[][] values) {
    out.longs(values.length, dimension);
    for (float[] row : values) {
      out.floats(row);
    }
  }

  /** Parts of two values; as there are no more rows than centroids, each row is its own. */
  private void quantized(Output out) {
    out.bytes.write(quantizedNorms ? 1 : 0);
    out.longs(rows.length, dimension);
    out.ints(2 * rows.length);
    for (int row = 0; row < rows.length; row++) {
      out.bytes.write(row);
      out.bytes.write(255 - row);
    }
    out.ints(dimension, 2, 2, 1);
    float[] centroids = new float[256 * dimension];
    for (int row = 0; row < rows.length; row++) {
      // With quantized norms the row itself is half as long as it should be.
      float scale = quantizedNorms ? 0.5f : 1;
      centroids[2 * row] = scale * rows[row][0];
      centroids[2 * row + 1] = scale * rows[row][1];
      centroids[512 + 255 - row] = scale * rows[row][2];
    }
    out.floats(centroids);
    if (quantizedNorms) {
      for (int row = 0; row < rows.length; row++) {
        out.bytes.write(9);
      }
      out.ints(1, 1, 1, 1);
      float[] norms = new float[256];
      norms[9] = 2;
      out.floats(norms);
    }
  }

  private static final class Output {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void ints(int... values) {
      for (int value : values) {
        bytes.writeBytes(
            ByteBuffer.wrap(new byte[4]).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
      }
    }

    void longs(long... values) {
      for (long value : values) {
        ints((int) value, (int) (value >> 32));
      }
    }

    void floats(float... values) {
      for (float value : values) {
        ints(Float.floatToIntBits(value));
      }
    }

    void entry(String word, int kind) {
      bytes.writeBytes(word.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
      longs(10);
      bytes.write(kind);
    }
  }
}
