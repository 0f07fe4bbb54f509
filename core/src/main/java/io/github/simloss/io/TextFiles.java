package io.github.simloss.io;

import io.github.simloss.SimlossException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Text as lines: UTF-8, plain or gzip (told by its first bytes, not its name). Only a line feed
 * ends a line; a carriage return before it and a byte order mark at the start are dropped.
 */
public final class TextFiles {
  /** No line may be longer, in bytes: a file that is no text must not fill the memory. */
  private static final int LONGEST_LINE = 1 << 20;

  private TextFiles() {}

  /** Is given the lines of a file. */
  @FunctionalInterface
  public interface LineConsumer {
    /**
     * One line.
     *
     * @param number from 1
     * @param text without its line end
     */
    void accept(long number, String text);
  }

  /** All lines. */
  public static List<String> readLines(Path file) {
    List<String> lines = new ArrayList<>();
    forEachLine(file, (number, text) -> lines.add(text));
    return lines;
  }

  /**
   * Goes through a file.
   *
   * @throws SimlossException if it is missing, no UTF-8, damaged, or has a line above 1 MiB; names
   *     file and line
   */
  public static void forEachLine(Path file, LineConsumer consumer) {
    if (!Files.exists(file)) {
      throw new SimlossException("there is no file " + file);
    }
    if (Files.isDirectory(file)) {
      throw new SimlossException(file + " is a folder; name a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      forEachLine(file.toString(), in, consumer);
    } catch (IOException e) {
      throw new SimlossException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Goes through a stream, which is not closed.
   *
   * @param name what to call it in errors
   */
  public static void forEachLine(String name, InputStream stream, LineConsumer consumer) {
    long number = 0;
    try {
      InputStream in = plain(stream);
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      boolean pending = false;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int from = 0;
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            line.write(buffer, from, i - from);
            consumer.accept(++number, text(name, number, line));
            line.reset();
            from = i + 1;
          }
        }
        line.write(buffer, from, read - from);
        pending = line.size() > 0;
        if (line.size() > LONGEST_LINE) {
          throw new SimlossException(
              name
                  + ": line "
                  + (number + 1)
                  + " is longer than 1 MiB; is it a text with one sentence a line?");
        }
      }
      if (pending) {
        consumer.accept(++number, text(name, number, line));
      }
    } catch (EOFException | ZipException e) {
      throw new SimlossException(
          name
              + " is a damaged gzip file: it breaks off or is garbled after line "
              + number
              + "; copy it anew",
          e);
    } catch (IOException e) {
      throw new SimlossException("cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  private static InputStream plain(InputStream stream) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static String text(String name, long number, ByteArrayOutputStream line) {
    byte[] bytes = line.toByteArray();
    int from = number == 1 && startsWithMark(bytes) ? 3 : 0;
    int to =
        bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new SimlossException(
          name
              + ": line "
              + number
              + " is not UTF-8; convert the file, for instance with iconv -t UTF-8",
          e);
    }
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }
}
