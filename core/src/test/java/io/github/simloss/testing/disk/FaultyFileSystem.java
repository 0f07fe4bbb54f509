package io.github.simloss.testing.disk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The file system that code under test sees; its paths are proxies of those of the disk. */
final class FaultyFileSystem extends FileSystem {
  private final FaultyDisk disk;
  private final FaultyProvider provider;

  FaultyFileSystem(FaultyDisk disk) {
    this.disk = disk;
    this.provider = new FaultyProvider(disk, this);
  }

  /** A path of the disk as code under test sees it. */
  Path wrap(Path path) {
    return path == null
        ? null
        : (Path)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Path.class},
                (proxy, method, args) -> answer(path, method, args));
  }

  private Object answer(Path path, Method method, Object[] args) throws Throwable {
    if (method.getName().equals("getFileSystem")) {
      return this;
    }
    Object[] plain = args == null ? new Object[0] : args.clone();
    for (int i = 0; i < plain.length; i++) {
      if (plain[i] instanceof Path other) {
        plain[i] = live(other);
      }
    }
    Object result;
    try {
      result = method.invoke(path, plain);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (method.getName().equals("iterator")) {
      List<Path> parts = new ArrayList<>();
      path.forEach(part -> parts.add(wrap(part)));
      return parts.iterator();
    }
    return result instanceof Path other ? wrap(other) : result;
  }

  /** The path of the disk that a path stands for. */
  Path live(Path path) {
    return disk.live().getPath(path.toString());
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public Path getPath(String first, String... more) {
    return wrap(disk.live().getPath(first, more));
  }

  @Override
  public String getSeparator() {
    return disk.live().getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return Arrays.asList(getPath("/"));
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("closed with its disk");
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return disk.live().getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return disk.live().supportedFileAttributeViews();
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = disk.live().getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(live(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }
}
