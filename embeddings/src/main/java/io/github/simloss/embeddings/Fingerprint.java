package io.github.simloss.embeddings;

import io.github.simloss.embeddings.VectorOptions.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What a cache must agree with: the file as it is now, and what is asked of it. */
final class Fingerprint {
  private static final int PART = 1 << 16;

  private final MessageDigest digest;

  private Fingerprint() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The request: the options that change what is read, and the words; {@code null} for all. */
  static byte[] request(VectorOptions options, Lookup lookup, List<String> sortedWords) {
    Fingerprint print = new Fingerprint();
    Header header = options.header();
    print.text(header.name());
    print.text(options.charset().name());
    print.text(options.malformed().name());
    if (sortedWords != null) {
      lookup.forms().forEach(form -> print.text(form.name()));
      for (String word : sortedWords) {
        print.text(word);
      }
    }
    return print.digest.digest();
  }

  /** The file: size, time of change, first and last 64 KiB. */
  static byte[] file(Path file) throws IOException {
    Fingerprint print = new Fingerprint();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      print.text(size + " " + Files.getLastModifiedTime(file));
      print.part(channel, 0);
      print.part(channel, Math.max(0, size - PART));
    }
    return print.digest.digest();
  }

  /** A name for a cache: of the file's path and the request. */
  static String name(Path file, byte[] request) {
    Fingerprint print = new Fingerprint();
    print.text(file.toAbsolutePath().normalize().toString());
    print.digest.update(request);
    String hex = HexFormat.of().formatHex(Arrays.copyOf(print.digest.digest(), 8));
    return file.getFileName() + "-" + hex + ".simvec";
  }

  /** Length and characters, so that no two lists of texts look the same. */
  private void text(String text) {
    byte[] bytes = new byte[Integer.BYTES + Character.BYTES * text.length()];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.putInt(text.length());
    buffer.asCharBuffer().put(text);
    digest.update(bytes);
  }

  private void part(FileChannel channel, long position) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PART);
    while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
      // Until it is full or the file ends.
    }
    digest.update(bytes.flip());
    digest.update("|".getBytes(StandardCharsets.US_ASCII));
  }
}
