package io.github.simloss.io;

import static io.github.simloss.io.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.simloss.io.npy.Npy;
import io.github.simloss.random.SeededRandom;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFilesTest {
  private static final String OLD = "old";
  private @TempDir Path folder;

  private Path oldFile() throws IOException {
    return Files.writeString(folder.resolve("file"), OLD);
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void assertUntouched() throws IOException {
    assertEquals(OLD, Files.readString(folder.resolve("file")));
    assertEquals(List.of("file"), names(folder));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65535, 65536, 65537, 300_000})
  void whatIsWrittenIsThere(int size) throws IOException {
    byte[] bytes = new byte[size];
    SeededRandom random = new SeededRandom(size);
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
    Path file = folder.resolve("a").resolve("b").resolve("file");
    AtomicFiles.write(
        file,
        out -> {
          for (int at = 0; at < size; ) {
            int part = Math.min(size - at, 1 + random.nextInt(70_000));
            if (part == 1) {
              out.write(bytes[at]);
            } else {
              out.write(bytes, at, part);
            }
            at += part;
          }
          out.close();
        });
    assertArrayEquals(bytes, Files.readAllBytes(file));
    assertEquals(List.of("file"), names(file.getParent()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100_000})
  void aFailureLeavesTheOldFileAlone(int before) throws IOException {
    Path file = oldFile();
    for (Throwable thrown :
        List.of(new IllegalStateException("no"), new AssertionError("no"), new IOException("no"))) {
      Throwable caught =
          assertThrows(
              Throwable.class,
              () ->
                  AtomicFiles.write(
                      file,
                      out -> {
                        out.write(new byte[before]);
                        out.flush();
                        fail(thrown);
                      }));
      assertSame(thrown, thrown instanceof IOException ? caught.getCause() : caught);
      assertUntouched();
    }
  }

  private static void fail(Throwable thrown) throws IOException {
    if (thrown instanceof IOException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) thrown;
  }

  @Test
  void aFailureLeavesNoNewFile() throws IOException {
    Path file = folder.resolve("file");
    assertRefused(
        () ->
            AtomicFiles.write(
                file,
                out -> {
                  throw new IOException("the cable is out");
                }),
        "the cable is out",
        "file");
    assertEquals(List.of(), names(folder));
  }

  @Test
  void aStreamThatWasClosedTakesNoMore() throws IOException {
    Path file = oldFile();
    assertRefused(
        () ->
            AtomicFiles.write(
                file,
                out -> {
                  out.close();
                  out.close();
                  out.write(1);
                }),
        "cannot write");
    assertUntouched();
  }

  @Test
  void anInterruptedWriterLeavesTheOldFileAlone() throws IOException {
    Path file = oldFile();
    try {
      Thread.currentThread().interrupt();
      assertRefused(() -> AtomicFiles.writeString(file, "new"), "interrupted");
    } finally {
      assertTrue(Thread.interrupted(), "the interrupt must not be swallowed");
    }
    assertUntouched();
  }

  @Test
  void halfOfASurrogatePairIsRefused() throws IOException {
    Path file = oldFile();
    assertRefused(() -> AtomicFiles.writeString(file, "x\ud83dx"), "surrogate", "file");
    assertUntouched();
    AtomicFiles.writeString(file, "\ud83d\ude00");
    assertEquals("\ud83d\ude00", Files.readString(file));
  }

  @Test
  void aFullDiskIsSaid() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setBlockSize(1024).setMaxSize(16 << 10).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path file = Files.createDirectory(disk.getPath("/small")).resolve("file");
      AtomicFiles.writeString(file, OLD);
      assertRefused(
          () -> AtomicFiles.write(file, out -> out.write(new byte[1 << 20])), "disk is full");
      assertEquals(OLD, Files.readString(file));
      assertEquals(List.of("file"), names(file.getParent()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "windows", "mac"})
  void otherFileSystemsWork(String name) throws IOException {
    Configuration configuration =
        switch (name) {
          case "unix" -> Configuration.unix();
          case "mac" -> Configuration.osX();
          default -> Configuration.windows();
        };
    try (FileSystem disk = Jimfs.newFileSystem(configuration)) {
      Path file = disk.getPath("some", "folder", "file");
      AtomicFiles.writeString(file, OLD);
      AtomicFiles.writeString(file, "new");
      assertEquals("new", Files.readString(file));
      assertEquals(List.of("file"), names(file.getParent()));
      Path moved = file.resolveSibling("moved");
      AtomicFiles.rename(file, moved);
      assertEquals(List.of("moved"), names(file.getParent()));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDeviceIsSaid() {
    assertRefused(() -> AtomicFiles.writeString(Path.of("/dev/full"), "x"), "disk is full");
    AtomicFiles.writeString(Path.of("/dev/null"), "x");
    assertTrue(Files.exists(Path.of("/dev/null")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderOfTheSystemIsRefused() {
    Path file = Path.of("/proc/simloss/file");
    assertRefused(() -> AtomicFiles.writeString(file, "x"), "/proc/simloss");
    assertRefused(() -> Npy.write(Path.of("/dev/null"), 1, rows -> {}), "device");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "sets POSIX permissions")
  void anUnwritableFolderIsSaid() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(closed), "this user may write everywhere");
    assertRefused(() -> AtomicFiles.writeString(closed.resolve("file"), "x"), "permission denied");
    assertRefused(
        () -> AtomicFiles.writeString(closed.resolve("a").resolve("file"), "x"),
        "permission denied");
    assertEquals(List.of(), names(closed));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aWriteProtectedFileIsRefused() throws IOException {
    Path file = oldFile();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeFalse(Files.isWritable(file), "this user may write everywhere");
    assertRefused(() -> AtomicFiles.writeString(file, "new"), "write-protected");
    assertUntouched();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void permissionsStay() throws IOException {
    Path file = oldFile();
    for (String permissions : List.of("rw-------", "rwxr-x---", "rw-rw-rw-")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      AtomicFiles.writeString(file, permissions);
      assertEquals(permissions, Files.readString(file));
      assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void aDirectoryIsNoFile() throws IOException {
    assertRefused(() -> AtomicFiles.writeString(folder, "x"), "is a directory");
    assertRefused(() -> AtomicFiles.writeString(folder.getRoot(), "x"), "is a directory");
    assertRefused(() -> AtomicFiles.writeString(Path.of(""), "x"), "is a directory");
    assertEquals(List.of(), names(folder));
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Path file = oldFile();
    Path below = file.resolve("below").resolve("file");
    assertRefused(() -> AtomicFiles.writeString(below, "x"), "below");
    assertRefused(() -> AtomicFiles.writeString(file.resolve("x"), "x"), "'" + file + "'");
    assertUntouched();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aNameTooLongLeavesNothing() throws IOException {
    Path file = folder.resolve("x".repeat(300));
    assertRefused(() -> AtomicFiles.writeString(file, "x"), "cannot write", "too long");
    assertEquals(List.of(), names(folder));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreFollowed() throws IOException {
    Path file = oldFile();
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    Path hanging = Files.createSymbolicLink(folder.resolve("hanging"), Path.of("sub", "made"));
    AtomicFiles.writeString(second, "new");
    AtomicFiles.writeString(hanging, "made");
    assertEquals("new", Files.readString(file));
    assertEquals("made", Files.readString(folder.resolve("sub").resolve("made")));
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second));
    Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    assertRefused(() -> AtomicFiles.writeString(circle, "x"), "circle");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkToADirectoryIsADirectory() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    AtomicFiles.createDirectories(link);
    AtomicFiles.writeString(link.resolve("file"), "x");
    assertEquals(List.of("file"), names(real));
  }

  @Test
  void whatIsInTheWayOfADirectoryIsNamed() throws IOException {
    Path file = oldFile();
    assertRefused(() -> AtomicFiles.createDirectories(file), "'" + file + "' is in the way");
  }

  @Test
  void otherTemporaryFilesAreLeftAlone() throws IOException {
    long pid = ProcessHandle.current().pid();
    AtomicFiles.writeString(folder.resolve("first"), "x");
    // Whatever the counter stands at, some of the next names are taken.
    for (int i = 0; i < 2000; i++) {
      Files.writeString(folder.resolve(".simloss-" + pid + "-" + i + "~"), "another's");
    }
    AtomicFiles.writeString(folder.resolve("file"), "new");
    assertEquals("new", Files.readString(folder.resolve("file")));
    assertEquals(2002, names(folder).size());
    assertEquals("another's", Files.readString(folder.resolve(".simloss-" + pid + "-7~")));
  }

  @Test
  void writersAtTheSameTimeLeaveOneWholeFile() throws Exception {
    Path file = oldFile();
    int writers = 6;
    int length = 50_000;
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        byte[] mine = new byte[length];
        Arrays.fill(mine, (byte) ('a' + w));
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 10; i++) {
                    AtomicFiles.write(file, out -> writeInParts(out, mine));
                  }
                  return null;
                }));
      }
      Future<Integer> reader =
          threads.submit(
              () -> {
                start.await();
                int read = 0;
                do {
                  byte[] seen = Files.readAllBytes(file);
                  if (!Arrays.equals(seen, OLD.getBytes(StandardCharsets.UTF_8))) {
                    assertEquals(length, seen.length);
                    byte[] whole = new byte[length];
                    Arrays.fill(whole, seen[0]);
                    assertArrayEquals(whole, seen);
                  }
                  read++;
                } while (!done.get());
                return read;
              });
      start.countDown();
      for (Future<?> one : all) {
        one.get();
      }
      done.set(true);
      assertTrue(reader.get() > 0);
    } finally {
      threads.shutdownNow();
    }
    assertEquals(List.of("file"), names(folder));
  }

  private static void writeInParts(OutputStream out, byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; at += 1000) {
      out.write(bytes, at, 1000);
    }
  }

  /** Only root may give a link to somebody else. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkThatSomebodyElsePlantedIsNotFollowed(@TempDir Path place) throws IOException {
    Path shared = Files.createDirectory(place.resolve("shared"));
    Path victim = Files.writeString(place.resolve("victim"), "theirs");
    Path link = Files.createSymbolicLink(shared.resolve("out"), victim);
    AtomicFiles.writeString(link, "ours");
    assertEquals("ours", Files.readString(victim));
    try {
      Files.setAttribute(shared, "unix:mode", 01777);
      Files.setAttribute(link, "unix:uid", 54_321, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException | UnsupportedOperationException e) {
      abort("not root, or not a Linux");
    }
    assertRefused(
        () -> AtomicFiles.writeString(link, "more"), "a link that somebody else put there");
    assertEquals("ours", Files.readString(victim));
  }
}
