package io.github.simloss.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/**
 * A buffered stream onto a channel. However much is written at once, it goes through one small
 * buffer: the JDK's own stream would make, and keep, a native copy of the largest array. Closing it
 * flushes but leaves the channel open, which is still to be forced to the disk.
 */
final class ChannelOutput extends OutputStream {
  private final WritableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
  private boolean closed;

  ChannelOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public void write(int b) throws IOException {
    requireOpen();
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireOpen();
    for (int done = 0; done < length; ) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int part = Math.min(buffer.remaining(), length - done);
      buffer.put(bytes, offset + done, part);
      done += part;
    }
  }

  @Override
  public void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      flush();
      closed = true;
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
