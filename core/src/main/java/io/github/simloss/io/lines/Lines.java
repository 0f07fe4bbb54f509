package io.github.simloss.io.lines;

import io.github.simloss.SimlossException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, one at a time, as {@link TextFiles} defines them. Memory stays at one line.
 * It reads no further than it must, so that lines typed by hand come at once. Not safe for use by
 * several threads.
 *
 * <p>Every failure is a {@link SimlossException} that names the text and the line.
 *
 * @since 0.1.0
 */
public final class Lines implements Iterator<String>, AutoCloseable {
  private final String name;
  private final int maxBytes;
  private InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private boolean started;
  private boolean compressed;
  private boolean ended;
  private byte[] line = new byte[256];
  private int length;
  private @Nullable String next;
  private long number;
  private boolean replacing;
  private long replacedLines;
  private @Nullable String firstReplaced;

  /**
   * @param in plain or gzip; closed with this
   * @param name what messages call it, for instance {@code standard input}
   * @param maxBytes the longest line allowed, in bytes of UTF-8
   */
  Lines(InputStream in, String name, int maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("a line cannot be limited to " + maxBytes + " bytes");
    }
    this.in = in;
    this.name = name;
    this.maxBytes = maxBytes;
  }

  /**
   * Takes bytes that are not UTF-8 for U+FFFD from now on, instead of refusing the text: for
   * sentences, of which some may be damaged without harm.
   *
   * @return this
   */
  public Lines replacingMalformed() {
    replacing = true;
    return this;
  }

  /** Takes the bytes as they are from now on, gzip or not. */
  Lines plain() {
    started = true;
    return this;
  }

  /**
   * Whether there may be another line without waiting for it: of a pipe or a terminal, whether more
   * has come. A compressed text always answers yes.
   */
  public boolean ready() {
    try {
      return next != null || compressed || hasLine() || in.available() > 0;
    } catch (IOException e) {
      // The next read says what it is.
      return true;
    }
  }

  private boolean hasLine() {
    for (int i = position; i < limit; i++) {
      if (buffer[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  /**
   * One line that says where bytes were first replaced and in how many lines; empty if none were.
   */
  public Optional<String> replaced() {
    return replacedLines == 0
        ? Optional.empty()
        : Optional.of(
            firstReplaced
                + "; replaced by \ufffd, in "
                + replacedLines
                + (replacedLines == 1 ? " line" : " lines"));
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      boolean read = false;
      try {
        next = readLine();
        read = true;
      } catch (IOException e) {
        throw ReadFailures.of(here(), e);
      } finally {
        // After a failure there is nothing sensible left to give.
        ended |= !read;
      }
    }
    return next != null;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the text has " + number + " lines");
    }
    String text = Objects.requireNonNull(next);
    next = null;
    number++;
    return text;
  }

  /** The number of the line that {@link #next} gave last, from 1; 0 before the first. */
  public long lineNumber() {
    return number;
  }

  /** The text's name and the number of the line given last, as messages begin. */
  public String position() {
    return name + ":" + number;
  }

  @Override
  public void close() {
    ended = true;
    next = null;
    try {
      in.close();
    } catch (IOException e) {
      // Everything wanted has been read.
    }
  }

  private @Nullable String readLine() throws IOException {
    if (!started) {
      start();
    }
    length = 0;
    boolean any = false;
    while (true) {
      if (position == limit) {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        if (limit == 0) {
          ended = true;
          // A byte order mark alone is what some editors write for an empty text.
          boolean empty = number == 0 && length == 3 && startsWith(0xef, 0xbb, 0xbf);
          return any && !empty ? text() : null;
        }
      }
      any = true;
      int stop = position;
      while (stop < limit && buffer[stop] != '\n') {
        stop++;
      }
      append(stop - position);
      if (stop < limit) {
        position = stop + 1;
        return text();
      }
      position = limit;
    }
  }

  /** Tells gzip by its two magic bytes; a plain text's first byte stays in the buffer. */
  private void start() throws IOException {
    started = true;
    while (limit < 2) {
      int b = in.read();
      if (b < 0) {
        return;
      }
      buffer[limit++] = (byte) b;
      if (b != (limit == 1 ? 0x1f : 0x8b)) {
        return;
      }
    }
    limit = 0;
    compressed = true;
    in =
        new GzipStream(
            new SequenceInputStream(new ByteArrayInputStream(new byte[] {0x1f, (byte) 0x8b}), in));
  }

  private void append(int count) {
    // Room for a byte order mark and the carriage return, which do not count.
    int most = (int) Math.min(maxBytes + 4L, Integer.MAX_VALUE - 8);
    if (count > most - length) {
      throw tooLong();
    }
    if (count > line.length - length) {
      line = Arrays.copyOf(line, (int) Math.min(most, 2L * (length + count)));
    }
    System.arraycopy(buffer, position, line, length, count);
    length += count;
  }

  private String text() {
    int from = 0;
    if (number == 0 && startsWith(0xef, 0xbb, 0xbf)) {
      from = 3;
    }
    int to = length > from && line[length - 1] == '\r' ? length - 1 : length;
    if (to - from > maxBytes) {
      throw tooLong();
    }
    String text = new String(line, from, to - from, StandardCharsets.UTF_8);
    // Malformed bytes become U+FFFD; a text may also hold that character itself.
    if (text.indexOf('\ufffd') >= 0) {
      requireUtf8(from, to);
    }
    return text;
  }

  private void requireUtf8(int from, int to) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(line, from, to - from);
    if (!decoder.decode(bytes, CharBuffer.allocate(to - from), true).isError()) {
      return;
    }
    if (number == 0 && (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff))) {
      throw new SimlossException(here() + ": this looks like UTF-16; save the text as UTF-8");
    }
    String what =
        String.format(
            Locale.ROOT,
            "%s: byte %d (0x%02x) is not valid UTF-8",
            here(),
            bytes.position() - from + 1,
            line[bytes.position()]);
    if (!replacing) {
      throw new SimlossException(what + "; save the text as UTF-8");
    }
    replacedLines++;
    firstReplaced = firstReplaced == null ? what : firstReplaced;
  }

  private boolean startsWith(int... bytes) {
    if (length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((line[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private SimlossException tooLong() {
    return new SimlossException(
        here()
            + ": the line is longer than "
            + maxBytes
            + " bytes; is this a text with one item a line?");
  }

  private String here() {
    return name + ":" + (number + 1);
  }
}
