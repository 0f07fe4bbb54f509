package io.github.simloss.testing.disk;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.simloss.random.SeededRandom;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk, in memory or a real one, that counts its changes and fails at one of them. It knows which
 * bytes of which file and which names of which folder were synced, so that it can be cut from its
 * power.
 *
 * <p>Data can be written through a {@link java.nio.channels.FileChannel} only: code that writes by
 * other ways, which nobody could sync, fails with an {@link AssertionError}.
 */
public final class FaultyDisk implements AutoCloseable {
  private final FileSystem live;
  private final FaultyFileSystem face = new FaultyFileSystem(this);
  private final Map<Object, byte[]> syncedData = new HashMap<>();
  private final Map<Object, Map<String, Entry>> syncedNames = new HashMap<>();
  private Fault fault;
  private int at = Integer.MAX_VALUE;
  private int changes;
  private boolean gone;

  /** A disk in memory. */
  public FaultyDisk() {
    this(Jimfs.newFileSystem(Configuration.unix()));
  }

  /** Another disk, to which all changes go. */
  public FaultyDisk(FileSystem live) {
    this.live = live;
  }

  /** A name in a folder: the identity of what it stands for. */
  private record Entry(Object key, boolean folder) {}

  /** A path on the disk, through which faults come. */
  public Path path(String name) {
    return face.wrap(live.getPath(name));
  }

  /** From now on the k-th change fails, counted from 1 from the beginning. */
  public void fail(Fault how, int change) {
    fault = how;
    at = change;
  }

  /** Changes so far: files made, written to, synced, renamed or removed; folders made. */
  public int changes() {
    return changes;
  }

  /** Whether the fault has come. */
  public boolean hasFailed() {
    return changes >= at;
  }

  /** The same path on the disk as it was left, without faults. */
  public Path afterTheFault(String name) {
    return live.getPath(name);
  }

  /**
   * What is on the disk when its power is back: what was synced, and of the rest one part or
   * another.
   */
  public FileSystem afterPowerLoss(SeededRandom random) throws IOException {
    FileSystem back = Jimfs.newFileSystem(Configuration.unix());
    Map<Object, byte[]> data = new HashMap<>();
    Map<Object, Map<String, Entry>> names = new HashMap<>();
    Path root = live.getPath("/");
    collect(root, data, names);
    restore(key(root), back.getPath("/"), data, names, random);
    return back;
  }

  private void collect(Path folder, Map<Object, byte[]> data, Map<Object, Map<String, Entry>> names)
      throws IOException {
    names.put(key(folder), list(folder));
    for (String name : names.get(key(folder)).keySet()) {
      Path child = folder.resolve(name);
      if (Files.isDirectory(child)) {
        collect(child, data, names);
      } else {
        data.put(key(child), Files.readAllBytes(child));
      }
    }
  }

  private void restore(
      Object folder,
      Path to,
      Map<Object, byte[]> data,
      Map<Object, Map<String, Entry>> names,
      SeededRandom random)
      throws IOException {
    Map<String, Entry> now = names.getOrDefault(folder, Map.of());
    Map<String, Entry> synced = syncedNames.getOrDefault(folder, Map.of());
    TreeSet<String> all = new TreeSet<>(now.keySet());
    all.addAll(synced.keySet());
    for (String name : all) {
      Entry entry = random.nextInt(2) == 0 ? now.get(name) : synced.get(name);
      if (entry == null) {
        continue;
      }
      Path path = to.resolve(name);
      if (entry.folder) {
        if (!Files.exists(path)) {
          Files.createDirectory(path);
        }
        restore(entry.key, path, data, names, random);
      } else {
        Files.write(path, content(entry.key, data, random));
      }
    }
  }

  private byte[] content(Object file, Map<Object, byte[]> data, SeededRandom random) {
    byte[] written = data.getOrDefault(file, new byte[0]);
    byte[] synced = syncedData.getOrDefault(file, new byte[0]);
    return switch (random.nextInt(3)) {
      case 0 -> written.length < synced.length ? synced : written;
      case 1 -> synced;
      default ->
          java.util.Arrays.copyOf(
              written.length < synced.length ? synced : written,
              synced.length + random.nextInt(Math.max(0, written.length - synced.length) + 1));
    };
  }

  /** A change is about to be made. */
  void change(boolean data) throws IOException {
    changes++;
    if (gone) {
      throw new ProcessGone();
    }
    if (changes < at) {
      return;
    }
    switch (fault) {
      case FAIL_ONCE -> {
        if (changes == at) {
          throw new IOException("the disk failed at change " + at);
        }
      }
      case FAIL_FROM_HERE -> throw new IOException("the disk failed at change " + at);
      case FULL -> {
        if (data) {
          throw new IOException("No space left on device");
        }
      }
      default -> {
        gone = true;
        throw new ProcessGone();
      }
    }
  }

  /** A file was synced. */
  void synced(Path file) throws IOException {
    syncedData.put(key(file), Files.readAllBytes(file));
  }

  /** A folder was synced. */
  void syncedNames(Path folder) throws IOException {
    syncedNames.put(key(folder), list(folder));
  }

  private static Map<String, Entry> list(Path folder) throws IOException {
    Map<String, Entry> names = new TreeMap<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        names.put(child.getFileName().toString(), new Entry(key(child), Files.isDirectory(child)));
      }
    }
    return names;
  }

  private static Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  FileSystem live() {
    return live;
  }

  @Override
  public void close() throws IOException {
    live.close();
  }
}
