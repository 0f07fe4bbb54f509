package io.github.simloss.io.lines;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.zip.ZipException;

/**
 * How much a compressed file may unpack to: a few kilobytes can be made to fill any disk and any
 * memory. The system properties {@value #RATIO} and {@value #BYTES} raise the limits.
 *
 * @param ratio unpacked bytes for each byte of the file, beyond the first {@value #FREE} bytes
 * @param bytes unpacked bytes in all
 * @since 0.2.0
 */
public record GzipLimits(long ratio, long bytes) {
  /** The property of the ratio, by default {@value #DEFAULT_RATIO}. */
  public static final String RATIO = "simloss.gzip.ratio";

  /** The property of the size in bytes, by default 128 GiB. */
  public static final String BYTES = "simloss.gzip.bytes";

  private static final long DEFAULT_RATIO = 250;
  private static final long DEFAULT_BYTES = 1L << 37;

  /** Small enough that what is made of it fits into any heap, large enough for odd little files. */
  private static final long FREE = 1L << 20;

  /** A file that unpacks to more than is allowed; the message says how to allow it. */
  public static final class ExceededException extends ZipException {
    private static final long serialVersionUID = 1L;

    ExceededException(String message) {
      super(message);
    }
  }

  /**
   * Those of this process.
   *
   * @throws SimlossException if a property is no whole number above 0
   */
  public static GzipLimits ofSystem() {
    return new GzipLimits(property(RATIO, DEFAULT_RATIO), property(BYTES, DEFAULT_BYTES));
  }

  private static long property(String name, long otherwise) {
    String value = System.getProperty(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("[1-9][0-9]{0,17}")) {
      throw new SimlossException(
          "-D" + name + " is " + Messages.quote(value) + "; it must be a whole number above 0");
    }
    return Long.parseLong(value);
  }

  /**
   * Checks how far a file was unpacked.
   *
   * @param packed bytes of the file read so far
   * @param unpacked what they became
   */
  void check(long packed, long unpacked) throws ExceededException {
    if (unpacked > bytes) {
      throw exceeded("more than " + bytes + " bytes", BYTES, bytes);
    }
    // Overflows for no file that there is.
    if (unpacked > FREE && unpacked / ratio > packed) {
      throw exceeded("more than " + ratio + " times its size", RATIO, ratio);
    }
  }

  private static ExceededException exceeded(String what, String property, long limit) {
    return new ExceededException(
        "the gzip data unpacks to "
            + what
            + "; if you trust the file, unpack it yourself or raise the limit: SIMLOSS_OPTS=-D"
            + property
            + "="
            + 4 * limit);
  }
}
