package io.github.simloss.io;

import io.github.simloss.SimlossException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are there whole or not at all: written to a sibling, synced to disk, renamed. What was
 * there before stays until then.
 */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Writes to a stream. */
  @FunctionalInterface
  public interface StreamWriter {
    /** Writes all of a file; closing the stream is not its business. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, making its folder if needed.
   *
   * @param file the file
   * @param writer writes its content
   * @throws SimlossException if it cannot be written; the file is then as it was
   */
  public static void write(Path file, StreamWriter writer) {
    Path target = file.toAbsolutePath();
    Path beside = target.resolveSibling("." + target.getFileName() + ".partial");
    try {
      Files.createDirectories(target.getParent());
      try {
        try (FileChannel channel =
            FileChannel.open(
                beside,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
          writer.writeTo(out);
          out.flush();
          channel.force(true);
        }
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
      syncDirectory(target.getParent());
    } catch (IOException e) {
      throw new SimlossException(
          "cannot write "
              + file
              + ": "
              + reason(e)
              + "; check that the folder is writable and the disk not full",
          e);
    }
  }

  /** Writes a text as UTF-8. */
  public static void writeString(Path file, String text) {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Makes renames in a folder survive a power loss, where the system can do that. */
  public static void syncDirectory(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders; its renames are journalled.
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replaceAll("(Exception|Error)$", "");
    return e.getMessage() == null ? kind : kind + " " + e.getMessage();
  }
}
