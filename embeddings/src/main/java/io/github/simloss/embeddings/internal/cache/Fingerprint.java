package io.github.simloss.embeddings.internal.cache;

import io.github.simloss.embeddings.Lookup;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.VectorOptions.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What a cache must agree with: the file as it is now, and what is asked of it. A fingerprint is a
 * length and two checksums of 32 bits by different polynomials; it guards against change, not
 * against malice, and costs little in a process that has just started.
 */
final class Fingerprint {
  /** Bytes of a fingerprint. */
  static final int BYTES = 16;

  private static final int PART = 1 << 16;

  private Fingerprint() {}

  /** The request: the options that change what is read, and the words; {@code null} for all. */
  static byte[] request(VectorOptions options, Lookup lookup, String[] sortedWords) {
    StringBuilder text = new StringBuilder();
    Header header = options.header();
    add(text, header.name());
    add(text, options.charset().name());
    add(text, options.malformed().name());
    if (sortedWords != null) {
      for (Lookup.Form form : lookup.forms()) {
        add(text, form.name());
      }
      for (String word : sortedWords) {
        add(text, word);
      }
    }
    return of(bytes(text));
  }

  /** The file: size, time of change, first and last 64 KiB. */
  static byte[] file(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      out.writeBytes(bytes(size + " " + Files.getLastModifiedTime(file)));
      part(out, channel, 0);
      part(out, channel, Math.max(0, size - PART));
    }
    return of(out.toByteArray());
  }

  /** A name for a cache: of the file's path and the request. */
  static String name(Path file, byte[] request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes(file.toAbsolutePath().normalize().toString()));
    out.writeBytes(request);
    String hex = HexFormat.of().formatHex(of(out.toByteArray()), Long.BYTES, BYTES);
    return file.getFileName() + "-" + hex + ".simvec";
  }

  private static byte[] of(byte[] bytes) {
    CRC32 one = new CRC32();
    CRC32C other = new CRC32C();
    one.update(bytes);
    other.update(bytes);
    byte[] print = new byte[BYTES];
    ByteBuffer.wrap(print)
        .putLong(bytes.length)
        .putInt((int) one.getValue())
        .putInt((int) other.getValue());
    return print;
  }

  /** Length and characters, so that no two lists of texts look the same. */
  private static void add(StringBuilder all, String text) {
    all.append(text.length()).append(' ').append(text);
  }

  /**
   * The characters as they are, halves of surrogate pairs too. Through an array: a text is put
   * character by character, which is slow in a process that has just started.
   */
  private static byte[] bytes(CharSequence text) {
    char[] chars = new char[text.length()];
    text.toString().getChars(0, chars.length, chars, 0);
    byte[] bytes = new byte[Character.BYTES * chars.length];
    ByteBuffer.wrap(bytes).asCharBuffer().put(chars);
    return bytes;
  }

  private static void part(ByteArrayOutputStream out, FileChannel channel, long position)
      throws IOException {
    byte[] bytes = new byte[PART];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
      // Until it is full or the file ends.
    }
    out.write(bytes, 0, buffer.position());
  }
}
