package io.github.simloss.cli;

import io.github.simloss.evaluate.SentenceEncoder;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Json;
import io.github.simloss.io.Npy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes codes while sentences are read, so that memory does not grow with the file. */
final class CodeWriter {
  private CodeWriter() {}

  /** One line of JSON. */
  private record Row(String input, float[] code) {}

  /** {@code {"input": ..., "code": [...]}} a line; returns how many. */
  private static long jsonLines(SentenceInput input, SentenceEncoder encoder, OutputStream stream) {
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    long count = jsonLines(input, encoder, out);
    if (out.checkError()) {
      throw new UncheckedIOException(new IOException("the codes could not be written whole"));
    }
    return count;
  }

  static long jsonLines(SentenceInput input, SentenceEncoder encoder, PrintWriter out) {
    return input.forEachChunk(
        lines -> {
          float[] codes = encoder.encode(lines);
          int size = codes.length / lines.size();
          for (int i = 0; i < lines.size(); i++) {
            float[] code = Arrays.copyOfRange(codes, i * size, (i + 1) * size);
            out.print(Json.toLine(new Row(lines.get(i), code)));
            out.print('\n');
          }
          out.flush();
        });
  }

  /** A NumPy array, sentences x hidden size; returns how many sentences. */
  static long npy(SentenceInput input, SentenceEncoder encoder, int hiddenSize, Path target) {
    long[] count = new long[1];
    Npy.write(
        target,
        hiddenSize,
        rows ->
            count[0] =
                input.forEachChunk(
                    lines -> {
                      try {
                        rows.write(encoder.encode(lines));
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }));
    return count[0];
  }

  /** JSON lines in a file; returns how many. */
  static long jsonLines(SentenceInput input, SentenceEncoder encoder, Path target) {
    long[] count = new long[1];
    AtomicFiles.write(target, stream -> count[0] = jsonLines(input, encoder, stream));
    return count[0];
  }
}
