package io.github.simloss.embeddings.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Vector files made by the tests themselves. */
public final class TestFiles {
  private TestFiles() {}

  public static Path write(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path write(Path folder, String name, String text) {
    return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Text; with a header if asked for. */
  public static byte[] text(Map<String, float[]> table, boolean header) {
    StringBuilder text = new StringBuilder();
    if (header) {
      int dimension = table.values().iterator().next().length;
      text.append(table.size()).append(' ').append(dimension).append('\n');
    }
    table.forEach(
        (word, vector) -> {
          text.append(word);
          for (float x : vector) {
            text.append(String.format(Locale.ROOT, " %.9g", x));
          }
          text.append('\n');
        });
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The layout of word2vec.c (newlines) or gensim. */
  public static byte[] word2vec(Map<String, float[]> table, boolean newlines) {
    int dimension = table.values().iterator().next().length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes((table.size() + " " + dimension + "\n").getBytes(StandardCharsets.US_ASCII));
    table.forEach(
        (word, vector) -> {
          out.writeBytes((word + " ").getBytes(StandardCharsets.UTF_8));
          byte[] bytes = new byte[4 * dimension];
          ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
          out.writeBytes(bytes);
          if (newlines) {
            out.write('\n');
          }
        });
    return out.toByteArray();
  }
}
