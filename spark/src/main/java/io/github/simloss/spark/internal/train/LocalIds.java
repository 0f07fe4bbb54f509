package io.github.simloss.spark.internal.train;

import io.github.simloss.SimlossException;
import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.io.Messages;
import io.github.simloss.spark.internal.files.HadoopFolder;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.train.data.BatchSource;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * All sentences as ids in a file of this machine's disk, from which batches are read. Memory holds
 * 12 bytes a sentence, the file 4 bytes a token; what is read often stays in the system's cache.
 */
final class LocalIds implements BatchSource, AutoCloseable {
  private final FileChannel file;
  private final int maxLength;
  private final boolean symmetric;
  private long[] places = new long[1024];
  private int[] lengths = new int[1024];
  private int count;

  private LocalIds(FileChannel file, int maxLength, boolean symmetric) {
    this.file = file;
    this.maxLength = maxLength;
    this.symmetric = symmetric;
  }

  /**
   * Copies the parts of a folder, in their order, into one file.
   *
   * @param folder of the parts
   * @param local the file, made here
   * @param maxLength T
   * @param symmetric whether what is read is what is asked for
   */
  static LocalIds copy(HadoopFolder folder, Path local, int maxLength, boolean symmetric) {
    try {
      FileChannel channel =
          FileChannel.open(
              Files.createFile(local), StandardOpenOption.READ, StandardOpenOption.WRITE);
      LocalIds ids = new LocalIds(channel, maxLength, symmetric);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(local), 1 << 18))) {
        long at = 0;
        for (String name : folder.names()) {
          if (name.startsWith("part-")) {
            at = ids.append(folder, name, out, at);
          }
        }
      }
      ids.lengths = Arrays.copyOf(ids.lengths, ids.count);
      ids.places = Arrays.copyOf(ids.places, ids.count);
      return ids;
    } catch (IOException e) {
      throw Messages.writing(local, e);
    }
  }

  private long append(HadoopFolder folder, String name, DataOutputStream out, long start)
      throws IOException {
    long at = start;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(folder.open(name), 1 << 18))) {
      while (true) {
        int source;
        try {
          source = in.readInt();
        } catch (EOFException e) {
          return at;
        }
        int target = in.readInt();
        if (source < 1 || source > maxLength || target < 0 || target > maxLength) {
          throw new SimlossException(
              Messages.oneLine(folder.path()) + "/" + name + " is damaged: begin a new run");
        }
        byte[] ids = new byte[(source + target) * Integer.BYTES];
        in.readFully(ids);
        out.writeInt(target);
        out.write(ids);
        add(at, source);
        at += Integer.BYTES + ids.length;
      }
    }
  }

  private void add(long place, int length) {
    if (count == lengths.length) {
      int more = (int) Math.min(Integer.MAX_VALUE - 8L, count * 2L);
      if (more == count) {
        throw new SimlossException("more than " + count + " sentences: sample them");
      }
      lengths = Arrays.copyOf(lengths, more);
      places = Arrays.copyOf(places, more);
    }
    lengths[count] = length;
    places[count++] = place;
  }

  @Override
  public int[] lengths() {
    return lengths.clone();
  }

  @Override
  public Batch batch(int[] rows) {
    int[][] sources = new int[rows.length][];
    int[][] targets = new int[rows.length][];
    try {
      for (int k = 0; k < rows.length; k++) {
        long place = places[rows[k]];
        sources[k] = ids(place + Integer.BYTES, lengths[rows[k]]);
        if (!symmetric) {
          int length = ids(place, 1)[0];
          targets[k] = ids(place + Integer.BYTES * (1L + lengths[rows[k]]), length);
        }
      }
    } catch (IOException e) {
      throw new SimlossException("the sentences of this worker cannot be read: " + e, e);
    }
    TokenRows source = TokenRows.of(sources, maxLength, SpecialToken.PADDING.id());
    return symmetric
        ? Batch.of(source)
        : new Batch(source, TokenRows.of(targets, maxLength, SpecialToken.PADDING.id()));
  }

  private int[] ids(long place, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length * Integer.BYTES);
    long at = place;
    while (buffer.hasRemaining()) {
      int read = file.read(buffer, at);
      if (read < 0) {
        throw new EOFException("it was cut short");
      }
      at += read;
    }
    int[] ids = new int[length];
    buffer.flip();
    buffer.asIntBuffer().get(ids);
    return ids;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
