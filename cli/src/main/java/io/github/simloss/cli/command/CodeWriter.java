package io.github.simloss.cli.command;

import io.github.simloss.cli.input.SentenceInput;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.IoConsumer;
import io.github.simloss.io.json.Json;
import io.github.simloss.io.npy.Npy;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes codes while sentences are read, so that memory does not grow with the file. */
final class CodeWriter {
  private CodeWriter() {}

  /** One line of JSON. */
  private record Row(String input, float[] code) {}

  /** {@code {"input": ..., "code": [...]}} a line; returns how many. */
  static long jsonLines(SentenceInput input, SentenceEncoder encoder, PrintWriter out) {
    return input.forEachChunk(
        lines -> {
          rows(lines, encoder).forEach(row -> out.print(row + "\n"));
          out.flush();
        });
  }

  private static List<String> rows(List<String> lines, SentenceEncoder encoder) {
    float[] codes = encoder.encode(lines);
    int size = codes.length / lines.size();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      float[] code = Arrays.copyOfRange(codes, i * size, (i + 1) * size);
      rows.add(Json.toLine(new Row(lines.get(i), code)));
    }
    return rows;
  }

  /** A NumPy array, sentences x hidden size; returns how many sentences. */
  static long npy(SentenceInput input, SentenceEncoder encoder, int hiddenSize, Path target) {
    long[] count = new long[1];
    Npy.write(
        target,
        hiddenSize,
        rows -> count[0] = forEachChunk(input, lines -> rows.write(encoder.encode(lines))));
    return count[0];
  }

  /** JSON lines in a file; returns how many. */
  static long jsonLines(SentenceInput input, SentenceEncoder encoder, Path target) {
    long[] count = new long[1];
    AtomicFiles.write(
        target,
        stream -> {
          Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
          count[0] =
              forEachChunk(
                  input,
                  lines -> {
                    for (String row : rows(lines, encoder)) {
                      out.write(row + "\n");
                    }
                  });
          out.flush();
        });
    return count[0];
  }

  /** A full disk comes through as what it is. */
  private static long forEachChunk(SentenceInput input, IoConsumer<List<String>> work)
      throws IOException {
    try {
      return input.forEachChunk(
          lines -> {
            try {
              work.accept(lines);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
