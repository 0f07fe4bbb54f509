package io.github.simloss.embeddings.internal.bytes;

import io.github.simloss.SimlossException;
import io.github.simloss.io.InputFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.io.lines.GzipLimits;
import io.github.simloss.io.lines.GzipStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** The bytes of a file, uncompressed. */
public final class VectorSource {
  private final Path given;
  private final Path file;
  private final String name;
  private final long size;
  private final boolean gzip;

  /**
   * @throws SimlossException if there is no such file
   */
  public VectorSource(Path file) {
    this(file, Messages.oneLine(file));
  }

  /** A file that messages call by another name. */
  VectorSource(Path file, String name) {
    this.given = file;
    this.name = name;
    if (Files.isDirectory(file)) {
      throw Messages.isDirectory(file);
    }
    this.file = InputFiles.rereadable(file);
    try (InputStream in = Files.newInputStream(this.file)) {
      this.size = Files.size(this.file);
      this.gzip = in.read() == 0x1f && in.read() == 0x8b;
    } catch (IOException e) {
      throw Messages.reading(file, e);
    }
  }

  /** Where it is, as it was given. */
  public Path given() {
    return given;
  }

  /** Where its bytes are: what a pipe gave is in a file of its own. */
  public Path file() {
    return file;
  }

  /** Whether it was a pipe, which another process will not find again. */
  public boolean isCopy() {
    return !file.equals(given);
  }

  /** The file's name as messages begin. */
  public String name() {
    return name;
  }

  /** Its size as it is on the disk. */
  public long size() {
    return size;
  }

  /** Whether it is compressed. */
  public boolean gzip() {
    return gzip;
  }

  /** The uncompressed bytes; the caller closes it. */
  public InputStream open(ProgressMeter meter) throws IOException {
    InputStream raw = Files.newInputStream(file);
    InputStream counted = new Counting(raw, meter);
    try {
      return gzip ? new GzipStream(counted) : counted;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** The first bytes, as many as there are. */
  public byte[] head(int count) {
    try (InputStream in = new BufferedInputStream(open(ProgressMeter.silent()))) {
      return in.readNBytes(count);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** What to say when reading fails. */
  public SimlossException failure(IOException e) {
    if (gzip && e instanceof EOFException) {
      return new SimlossException(
          name() + ": the gzip data is cut off; copy or download the file again", e);
    }
    if (e instanceof GzipLimits.ExceededException) {
      return new SimlossException(name() + ": " + e.getMessage(), e);
    }
    if (gzip && e instanceof ZipException) {
      return new SimlossException(
          name()
              + ": the gzip data is damaged ("
              + Messages.oneLine(e.getMessage())
              + "); copy or download the file again",
          e);
    }
    return Messages.reading(given, e);
  }

  /** Reports to the meter how many bytes of the file itself were read. */
  private static final class Counting extends FilterInputStream {
    private final ProgressMeter meter;

    Counting(InputStream in, ProgressMeter meter) {
      super(in);
      this.meter = meter;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        meter.add(1);
      }
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > 0) {
        meter.add(count);
      }
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      meter.add(skipped);
      return skipped;
    }
  }
}
