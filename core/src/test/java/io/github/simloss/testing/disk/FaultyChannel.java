package io.github.simloss.testing.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A file being written. */
class FaultyChannel extends FileChannel {
  private final FaultyDisk disk;
  private final Path file;
  private final FileChannel live;

  FaultyChannel(FaultyDisk disk, Path file, FileChannel live) {
    this.disk = disk;
    this.file = file;
    this.live = live;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    ByteBuffer half = bytes.duplicate();
    half.limit(half.position() + half.remaining() / 2);
    try {
      disk.change(true);
    } catch (IOException | ProcessGone e) {
      live.write(half);
      throw e;
    }
    return live.write(bytes);
  }

  @Override
  public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
    long written = 0;
    for (int i = offset; i < offset + length; i++) {
      written += write(bytes[i]);
    }
    return written;
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    disk.change(true);
    return live.write(bytes, position);
  }

  @Override
  public void force(boolean metadata) throws IOException {
    disk.change(false);
    live.force(metadata);
    disk.synced(file);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    disk.change(true);
    live.truncate(size);
    return this;
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    return live.read(bytes);
  }

  @Override
  public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
    return live.read(bytes, offset, length);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return live.read(bytes, position);
  }

  @Override
  public long position() throws IOException {
    return live.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    live.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return live.size();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    if (live != null) {
      live.close();
    }
  }
}
