package io.github.simloss.spark.internal.files;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** A folder in a file system that Hadoop knows, from the driver and from executors alike. */
public final class HadoopFolder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;

  /** The driver's own; null where a closure brought the folder. */
  private final transient @Nullable Configuration own;

  /** As Spark's own readers send it: once to each executor, whatever closures hold the folder. */
  private final @Nullable Broadcast<SerializableConfiguration> shared;

  private HadoopFolder(
      String path,
      @Nullable Configuration own,
      @Nullable Broadcast<SerializableConfiguration> shared) {
    this.path = path;
    this.own = own;
    this.shared = shared;
  }

  /**
   * A folder, which need not be there, for this process alone.
   *
   * @param path a path or URI; without a scheme, of the default file system
   * @param hadoop Spark's configuration of Hadoop
   */
  public static HadoopFolder of(String path, Configuration hadoop) {
    return new HadoopFolder(path, hadoop, null);
  }

  /** The same for closures as well: executors get Spark's configuration of Hadoop once. */
  public static HadoopFolder shared(String path, SparkContext spark) {
    return new HadoopFolder(
        path,
        spark.hadoopConfiguration(),
        JavaSparkContext.fromSparkContext(spark)
            .broadcast(new SerializableConfiguration(spark.hadoopConfiguration())));
  }

  /** Called by Java's serialization, by which Spark sends closures. */
  private Object writeReplace() throws ObjectStreamException {
    if (shared == null) {
      throw new NotSerializableException("a folder of this process alone: " + path);
    }
    return this;
  }

  private Configuration hadoop() {
    return own != null ? own : Objects.requireNonNull(shared).value().value();
  }

  /** A folder in this one. */
  public HadoopFolder in(String name) {
    return new HadoopFolder(path + "/" + name, own, shared);
  }

  /** Its path, as it was given. */
  public String path() {
    return path;
  }

  /** Something done with a file system. */
  private interface Work<T> {
    T run(FileSystem files) throws IOException;
  }

  private <T> T work(Work<T> work) {
    try {
      return work.run(new Path(path).getFileSystem(hadoop()));
    } catch (IOException | IllegalArgumentException e) {
      throw new SimlossException(
          Messages.oneLine(path) + ": " + Messages.oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  private Path place(String name) {
    return new Path(path + "/" + name);
  }

  /** Whether a file or folder of a name is there. */
  public boolean has(String name) {
    return work(files -> files.exists(place(name)));
  }

  /** The names in it, sorted; none if it is not there. */
  public List<String> names() {
    return work(
        files -> {
          List<String> names = new ArrayList<>();
          try {
            for (FileStatus status : files.listStatus(new Path(path))) {
              names.add(status.getPath().getName());
            }
          } catch (FileNotFoundException e) {
            // Then it holds nothing.
          }
          names.sort(null);
          return names;
        });
  }

  /** Opens a file to write, in place of one that is there. */
  public OutputStream create(String name) {
    return work(files -> files.create(place(name), true));
  }

  /** Opens a file to read. */
  public InputStream open(String name) {
    return work(files -> files.open(place(name)));
  }

  /** Reads a file. */
  public byte[] read(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /** Writes a file. */
  public void write(String name, byte[] content) {
    try (OutputStream out = create(name)) {
      out.write(content);
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /** Writes a text. */
  public void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Moves a file to another name, if none of that name is there yet; else removes it. */
  public void settle(String from, String to) {
    work(
        files -> {
          if (files.exists(place(to)) || !files.rename(place(from), place(to))) {
            files.delete(place(from), false);
            if (!files.exists(place(to))) {
              throw new IOException("cannot be renamed to " + to);
            }
          }
          return to;
        });
  }

  /** Removes a file or a folder with all in it. */
  public void delete(String name) {
    work(files -> files.delete(place(name), true));
  }

  /** Copies a local file here. */
  public void upload(java.nio.file.Path file, String name) {
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = create(name)) {
      in.transferTo(out);
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /** Copies a file to a local one. */
  public void download(String name, java.nio.file.Path file) {
    try (InputStream in = open(name);
        OutputStream out = Files.newOutputStream(file)) {
      in.transferTo(out);
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  private SimlossException failure(String name, IOException e) {
    return new SimlossException(
        Messages.oneLine(path + "/" + name)
            + ": "
            + Messages.oneLine(String.valueOf(e.getMessage())),
        e);
  }
}
