package io.github.simloss.embeddings.internal.bytes;

import io.github.simloss.SimlossException;
import java.util.Arrays;

/**
 * A set of byte strings, numbered in the order in which they came. A word of a file is looked up
 * here without being made a String first. About 20 bytes a word beside the word's own.
 */
public final class KeyIndex {
  private static final int LARGEST_POOL = Integer.MAX_VALUE - 8;

  private byte[] pool = new byte[1 << 10];
  private int poolSize;
  private int[] ends = new int[64];
  private int[] hashes = new int[64];
  private int size;
  private int[] table = new int[256];

  /** Where {@link #step} begins. */
  public static int start() {
    return 0x811c9dc5;
  }

  /** One more byte of a word. */
  public static int step(int hash, byte b) {
    return (hash ^ b) * 0x01000193;
  }

  /** The hash of a word. */
  public static int hash(byte[] bytes, int from, int to) {
    int hash = start();
    for (int i = from; i < to; i++) {
      hash = step(hash, bytes[i]);
    }
    return hash;
  }

  /** How many words there are. */
  public int size() {
    return size;
  }

  /** The number of a word; -1 if it is not here. */
  public int find(byte[] bytes, int from, int to) {
    return find(bytes, from, to, hash(bytes, from, to));
  }

  /** As above, with the word's hash. */
  public int find(byte[] bytes, int from, int to, int hash) {
    int mask = table.length - 1;
    for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      int id = table[slot] - 1;
      if (id < 0) {
        return -1;
      }
      if (hashes[id] == hash && Arrays.equals(bytes, from, to, pool, begin(id), ends[id])) {
        return id;
      }
    }
  }

  /** The number of a word, which is added if it is not here: then it is the size from before. */
  public int add(byte[] bytes) {
    return add(bytes, 0, bytes.length);
  }

  int add(byte[] bytes, int from, int to) {
    int hash = hash(bytes, from, to);
    int id = find(bytes, from, to, hash);
    if (id >= 0) {
      return id;
    }
    append(bytes, from, to);
    id = size;
    if (id == ends.length) {
      ends = Arrays.copyOf(ends, 2 * id);
      hashes = Arrays.copyOf(hashes, 2 * id);
    }
    ends[id] = poolSize;
    hashes[id] = hash;
    size++;
    if (4L * size > 3L * table.length) {
      grow();
    } else {
      put(id);
    }
    return id;
  }

  /** A word, by its number. */
  public byte[] bytes(int id) {
    return Arrays.copyOfRange(pool, begin(id), ends[id]);
  }

  private int begin(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  private void append(byte[] bytes, int from, int to) {
    long needed = (long) poolSize + to - from;
    if (needed > LARGEST_POOL || size == 1 << 29) {
      throw new SimlossException("more words than fit into memory; read a part of the file");
    }
    if (needed > pool.length) {
      pool = Arrays.copyOf(pool, (int) Math.min(LARGEST_POOL, Math.max(needed, 2L * pool.length)));
    }
    System.arraycopy(bytes, from, pool, poolSize, to - from);
    poolSize += to - from;
  }

  private void grow() {
    table = new int[2 * table.length];
    for (int id = 0; id < size; id++) {
      put(id);
    }
  }

  private void put(int id) {
    int mask = table.length - 1;
    int slot = spread(hashes[id]) & mask;
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = id + 1;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9e3779b9;
    return mixed ^ (mixed >>> 15);
  }
}
