package io.github.simloss.io.lines;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Gzip as RFC 1952 has it, members one after the other. Unlike {@link
 * java.util.zip.GZIPInputStream} it takes a cut or damaged header of a later member for what it is,
 * not for the end, and does not depend on {@link InputStream#available()}: no text is lost in
 * silence. Zeros after the last member are padding; anything else is an error.
 *
 * <p>A cut file is an {@link EOFException}, a damaged one a {@link ZipException}, one that unpacks
 * beyond all measure a {@link GzipLimits.ExceededException}. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class GzipStream extends InputStream {
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CHECKSUM = 2;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[1 << 15];
  private int position;
  private int limit;
  private boolean inMember;
  private boolean ended;
  private final GzipLimits limits = GzipLimits.ofSystem();
  private long packed;
  private long unpacked;

  /**
   * Starts with the first member's header.
   *
   * @param in closed with this
   * @throws IOException if it cannot be read or is not gzip
   */
  public GzipStream(InputStream in) throws IOException {
    this.in = in;
    header(next());
    inMember = true;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember) {
        startNextMember();
        continue;
      }
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        checksum.update(bytes, offset, count);
        unpacked += count;
        limits.check(packed, unpacked);
        return count;
      }
      if (inflater.finished()) {
        position = limit - inflater.getRemaining();
        trailer();
        inMember = false;
      } else if (inflater.needsDictionary()) {
        throw new ZipException("it asks for a dictionary");
      } else {
        // Refill only what is used up; the rest of a buffer goes in as it is.
        if (position == limit && !refill()) {
          throw new EOFException();
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      ZipException damaged = new ZipException("its compressed data is damaged");
      damaged.initCause(e);
      throw damaged;
    }
  }

  private void startNextMember() throws IOException {
    int first;
    do {
      if (position == limit && !refill()) {
        ended = true;
        return;
      }
      first = next();
    } while (first == 0);
    header(first);
    inflater.reset();
    checksum.reset();
    inMember = true;
  }

  private void header(int first) throws IOException {
    if (first != 0x1f || next() != 0x8b) {
      throw new ZipException("something that is not gzip follows");
    }
    if (next() != 8) {
      throw new ZipException("its compression method is unknown");
    }
    int flags = next();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("its header is damaged");
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
  }

  private void trailer() throws IOException {
    long expected = littleEndian();
    long length = littleEndian();
    if (expected != checksum.getValue() || length != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("its checksum does not match");
    }
  }

  private long littleEndian() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // The file's name or a comment: not needed.
    }
  }

  private int next() throws IOException {
    if (position == limit && !refill()) {
      throw new EOFException();
    }
    return buffer[position++] & 0xff;
  }

  private boolean refill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    packed += limit;
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.end();
    in.close();
  }
}
