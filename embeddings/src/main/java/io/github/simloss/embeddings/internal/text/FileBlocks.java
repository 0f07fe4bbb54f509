package io.github.simloss.embeddings.internal.text;

import io.github.simloss.embeddings.internal.bytes.Delimiters;
import io.github.simloss.embeddings.internal.bytes.ProgressMeter;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Blocks of a plain file, each read at its place by the thread that works on it. A line belongs to
 * the block in which it begins.
 *
 * <p>The blocks are read, not mapped: a mapping is no faster here, counts the whole file as
 * resident memory (2.6 GB instead of 0.05 GB for 2.6 GB of text), and cannot be taken back where
 * the file becomes shorter meanwhile.
 */
final class FileBlocks extends TextBlocks {
  /** Read beyond a block for the end of its last line; most lines of 300 numbers fit. */
  private static final int AFTER = 1 << 13;

  private final VectorSource source;
  private final FileChannel channel;
  private final long start;
  private final long size;
  private final ProgressMeter meter;
  private final Queue<Buffers> free = new ConcurrentLinkedQueue<>();
  private long nextBlock;

  FileBlocks(
      VectorSource source,
      long start,
      int threads,
      ProgressMeter meter,
      Supplier<TextBlockParser> newParser)
      throws IOException {
    super(threads, newParser);
    this.source = source;
    this.start = start;
    this.nextBlock = start;
    this.meter = meter;
    this.channel = FileChannel.open(source.file(), StandardOpenOption.READ);
    this.size = channel.size();
  }

  @Override
  Callable<TextBlockResult> nextTask() {
    if (nextBlock >= size) {
      return null;
    }
    long from = nextBlock;
    long to = Math.min(size, from + BLOCK);
    nextBlock = to;
    meter.add(to - from);
    return () -> {
      Buffers buffers = free.poll();
      if (buffers == null) {
        buffers = new Buffers();
      }
      try {
        return read(buffers, from, to);
      } finally {
        free.add(buffers);
      }
    };
  }

  private TextBlockResult read(Buffers buffers, long from, long to) throws IOException {
    // From the byte before: a block may begin exactly where a line does.
    long base = from == start ? from : from - 1;
    int length = (int) (Math.min(size, to + AFTER) - base);
    buffers.read(base, 0, length);
    int last = (int) (to - base);
    int first = 0;
    if (from > start) {
      first = Delimiters.newline(buffers.bytes, 0, last) + 1;
      if (first >= last) {
        return new TextBlockResult();
      }
    }
    int end = Delimiters.newline(buffers.bytes, last - 1, length);
    while (end == length && base + length < size) {
      if (length - first > TextScanner.LONGEST_LINE) {
        int line = last - 1;
        while (line > first && buffers.bytes[line - 1] != '\n') {
          line--;
        }
        throw lineTooLong(source, base + line);
      }
      int more = (int) Math.min(size - base - length, length);
      buffers.read(base + length, length, more);
      end = Delimiters.newline(buffers.bytes, length, length + more);
      length += more;
    }
    return parse(buffers.bytes, first, Math.min(length, end + 1));
  }

  @Override
  public void close() throws IOException {
    super.close();
    channel.close();
  }

  /** What one thread reads into. */
  private final class Buffers {
    byte[] bytes = new byte[(int) Math.min(size, BLOCK + AFTER + 1)];
    private final ByteBuffer direct = ByteBuffer.allocateDirect((int) Math.min(size, 1 << 17));

    void read(long position, int at, int count) throws IOException {
      if (bytes.length < at + count) {
        bytes = Arrays.copyOf(bytes, at + count);
      }
      for (int done = 0; done < count; ) {
        direct.clear().limit(Math.min(direct.capacity(), count - done));
        if (channel.read(direct, position + done) < 0) {
          throw new EOFException("the file became shorter while it was read");
        }
        direct.flip();
        int got = direct.remaining();
        direct.get(bytes, at + done, got);
        done += got;
      }
    }
  }
}
