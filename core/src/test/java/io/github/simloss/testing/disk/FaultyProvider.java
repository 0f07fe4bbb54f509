package io.github.simloss.testing.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Hands every change to the {@link FaultyDisk} before it makes it. */
final class FaultyProvider extends FileSystemProvider {
  private final FaultyDisk disk;
  private final FaultyFileSystem face;

  FaultyProvider(FaultyDisk disk, FaultyFileSystem face) {
    this.disk = disk;
    this.face = face;
  }

  private Path live(Path path) {
    return face.live(path);
  }

  private FileSystemProvider provider() {
    return disk.live().provider();
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path file = live(path);
    if (Files.isDirectory(file)) {
      return new FolderChannel(disk, file);
    }
    if (!options.contains(StandardOpenOption.WRITE)) {
      return provider().newFileChannel(file, options, attributes);
    }
    disk.change(false);
    return new FaultyChannel(disk, file, provider().newFileChannel(file, options, attributes));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (options.stream().anyMatch(option -> option != StandardOpenOption.READ)) {
      throw new AssertionError(path + " is written by a way that cannot be synced");
    }
    return provider().newByteChannel(live(path), options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> children =
        provider().newDirectoryStream(live(folder), path -> filter.accept(face.wrap(path)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        Iterator<Path> all = children.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return all.hasNext();
          }

          @Override
          public Path next() {
            return face.wrap(all.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        children.close();
      }
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    if (!Files.exists(live(folder))) {
      disk.change(false);
    }
    provider().createDirectory(live(folder), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.change(false);
    provider().delete(live(path));
  }

  @Override
  public boolean deleteIfExists(Path path) throws IOException {
    if (!Files.exists(live(path), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    delete(path);
    return true;
  }

  @Override
  public void copy(Path from, Path to, CopyOption... options) {
    throw new AssertionError(to + " is written by a way that cannot be synced");
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    disk.change(false);
    provider().move(live(from), live(to), options);
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return provider().isSameFile(live(one), live(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return provider().isHidden(live(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return provider().getFileStore(live(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    provider().checkAccess(live(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return provider().getFileAttributeView(live(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return provider().readAttributes(live(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return provider().readAttributes(live(path), names, options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    provider().setAttribute(live(path), name, value, options);
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }
}
