package io.github.simloss.embeddings.internal.text;

import io.github.simloss.embeddings.internal.bytes.ProgressMeter;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Blocks of compressed text: one thread unpacks, the others read the numbers. */
final class StreamBlocks extends TextBlocks {
  private final VectorSource source;
  private final InputStream in;
  private byte[] rest = {};
  private long offset;
  private boolean ended;

  StreamBlocks(
      VectorSource source,
      long start,
      int threads,
      ProgressMeter meter,
      Supplier<TextBlockParser> newParser)
      throws IOException {
    super(threads, newParser);
    this.source = source;
    this.in = source.open(meter);
    this.offset = start;
    in.skipNBytes(start);
  }

  @Override
  Callable<TextBlockResult> nextTask() throws IOException {
    if (ended) {
      return null;
    }
    byte[] block = Arrays.copyOf(rest, rest.length + BLOCK);
    int count = rest.length;
    while (true) {
      int read = in.readNBytes(block, count, block.length - count);
      ended = read < block.length - count;
      int newline = ended ? count + read : lastNewline(block, count, count + read);
      count += read;
      if (newline >= 0) {
        int end = ended ? count : newline + 1;
        rest = Arrays.copyOfRange(block, end, count);
        offset += end;
        byte[] whole = block;
        return () -> parse(whole, 0, end);
      }
      if (count > TextScanner.LONGEST_LINE) {
        throw lineTooLong(source, offset);
      }
      block = Arrays.copyOf(block, 2 * block.length);
    }
  }

  private static int lastNewline(byte[] bytes, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    super.close();
    in.close();
  }
}
