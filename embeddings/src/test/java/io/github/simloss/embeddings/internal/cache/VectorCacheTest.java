package io.github.simloss.embeddings.internal.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embeddings.Lookup;
import io.github.simloss.embeddings.Origin;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.VectorSet;
import io.github.simloss.embeddings.testing.FastTextFile;
import io.github.simloss.embeddings.testing.TestFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCacheTest {
  private static final Set<String> WANTED =
      new LinkedHashSet<>(List.of("sat", "The", "none", "\ud83d", "cat"));

  @TempDir Path folder;
  private Path source;
  private Path cache;
  private final List<String> notices = new ArrayList<>();

  /**
   * How often the source reported progress since the last opening: never, where a cache is used.
   */
  private int readings;

  @BeforeEach
  void write() {
    source = TestFiles.write(folder, "source.vec", "4 2\nthe 1 2\ncat 3 4\nsat 5 6\ncat 7 8\n");
    cache = folder.resolve("cache");
  }

  private VectorFile open() {
    readings = 0;
    return VectorFile.open(
        source,
        VectorOptions.DEFAULT
            .withCache(cache)
            .withNotices(notices::add)
            .withProgress((done, total) -> readings++));
  }

  private VectorSet read() {
    VectorSet vectors = open().read(WANTED, Lookup.LENIENT);
    assertEquals(List.of("sat", "The", "cat"), vectors.words());
    assertArrayEquals(new float[] {3, 4}, vectors.vector("cat"));
    assertArrayEquals(new float[] {1, 2}, vectors.vector("The"));
    assertEquals(Origin.LOWER_CASE, vectors.lookUp("The").origin());
    assertEquals(Origin.NONE, vectors.lookUp("none").origin());
    assertEquals(Origin.NONE, vectors.lookUp("\ud83d").origin());
    assertEquals(1, vectors.coverage().duplicates());
    assertEquals(4, vectors.coverage().rows());
    assertEquals(5, vectors.coverage().wanted());
    assertEquals(3, vectors.coverage().found());
    return vectors;
  }

  private void usesTheCache() {
    read();
    assertEquals(0, readings, "readings of the source");
  }

  private void readsTheSource(String when) {
    read();
    assertTrue(readings > 0, "the source is not read: " + when);
  }

  private List<Path> caches() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.sorted().toList();
    }
  }

  @Test
  void givesTheSameAgain() throws IOException {
    readsTheSource("at first");
    usesTheCache();
    VectorSet all = open().all();
    VectorSet again = open().all();
    assertEquals(List.of("the", "cat", "sat"), again.words());
    assertArrayEquals(all.vector("sat"), again.vector("sat"));
    assertEquals(all.coverage(), again.coverage());
    assertEquals(2, caches().size());
    assertEquals(List.of(), notices);
  }

  @Test
  void keepsEveryRequestApart() throws IOException {
    read();
    VectorSet exact = open().read(WANTED);
    assertEquals(Origin.NONE, exact.lookUp("The").origin());
    open().read(Set.of("cat"));
    assertEquals(3, caches().size());
    usesTheCache();
  }

  @Test
  void isReadAgainWhenTheSourceChanges() throws IOException {
    read();
    FileTime time = Files.getLastModifiedTime(source);
    byte[] bytes = Files.readAllBytes(source);
    Files.setLastModifiedTime(source, FileTime.fromMillis(time.toMillis() + 1000));
    readsTheSource("after a change");
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains("earlier state"), notices.get(0));
    usesTheCache();

    // Same size and time, other content.
    time = Files.getLastModifiedTime(source);
    bytes[4 + 4] = '9';
    Files.write(source, bytes);
    Files.setLastModifiedTime(source, time);
    VectorSet vectors = open().read(WANTED, Lookup.LENIENT);
    assertArrayEquals(new float[] {9, 2}, vectors.vector("The"));
  }

  @Test
  void isReadAgainWhenItIsDamagedAnywhere() throws IOException {
    read();
    Path file = caches().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      notices.clear();
      readsTheSource("byte " + at);
      assertEquals(1, notices.size(), "byte " + at);
      byte[] cut = Arrays.copyOf(whole, at);
      Files.write(file, cut);
      readsTheSource("cut at " + at);
    }
    usesTheCache();
    assertArrayEquals(whole, Files.readAllBytes(file));
  }

  @Test
  void goesWithoutWhereItCannotBeWritten() {
    TestFiles.write(folder, "cache", "a file, not a folder");
    readsTheSource("without a cache");
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains("no cache is kept"), notices.get(0));
  }

  @Test
  void keepsVectorsMadeOfNgrams() throws IOException {
    FastTextFile model = new FastTextFile(3);
    for (boolean gzip : new boolean[] {false, true}) {
      byte[] bytes = gzip ? TestFiles.gzip(model.bytes()) : model.bytes();
      source = TestFiles.write(folder, "model" + gzip, bytes);
      VectorSet first = open().read(Set.of("theory", "the"));
      VectorSet second = open().read(Set.of("theory", "the"));
      assertEquals(0, readings);
      assertArrayEquals(first.vector("theory"), second.vector("theory"));
      assertEquals(Origin.SUBWORDS, second.lookUp("theory").origin());
      open().all();
      assertArrayEquals(first.vector("theory"), open().all().vector("theory"));
    }
  }

  @Test
  void keepsMalformedWords() {
    byte[] bytes = "caf\u00e9 1 2\nok 3 4\n".getBytes(StandardCharsets.ISO_8859_1);
    source = TestFiles.write(folder, "latin", bytes);
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(new float[] {1, 2}, open().all().vector("caf\ufffd"));
      assertEquals(1, open().all().coverage().malformedWords());
    }
  }

  private Path only() throws IOException {
    try (java.util.stream.Stream<Path> all = Files.list(cache)) {
      return all.findFirst().orElseThrow();
    }
  }

  @Test
  void numbersThatAreNotFiniteAreRefusedThoughTheChecksumIsRight() throws IOException {
    read();
    Path file = only();
    byte[] sound = Files.readAllBytes(file);
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      java.nio.ByteBuffer bytes =
          java.nio.ByteBuffer.wrap(sound.clone()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
      bytes.putFloat(sound.length - Long.BYTES - Float.BYTES, value);
      java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
      checksum.update(bytes.array(), 0, sound.length - Long.BYTES);
      bytes.putLong(sound.length - Long.BYTES, checksum.getValue());
      Files.write(file, bytes.array());
      notices.clear();
      readsTheSource("with " + value);
      assertTrue(notices.get(0).contains("a number that is not finite"), notices.toString());
    }
  }

  @Test
  @org.junit.jupiter.api.condition.DisabledOnOs(org.junit.jupiter.api.condition.OS.WINDOWS)
  void aLinkOrAPipeInItsPlaceIsNeitherReadNorWritten() throws Exception {
    read();
    Path file = only();
    Path victim = Files.writeString(folder.resolve("victim"), "theirs");
    Files.delete(file);
    Files.createSymbolicLink(file, victim);
    notices.clear();
    readsTheSource("beside a link");
    assertTrue(notices.get(0).contains("is a link or no plain file"), notices.toString());
    assertEquals("theirs", Files.readString(victim));
    Files.delete(victim);
    readsTheSource("beside a link to nothing");
    assertFalse(Files.exists(victim));
    Files.delete(file);
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
    readsTheSource("beside a pipe");
  }

  @Test
  @org.junit.jupiter.api.condition.DisabledOnOs(org.junit.jupiter.api.condition.OS.WINDOWS)
  void aPipeIsReadOnceAndNotCached() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Process writer =
        new ProcessBuilder("sh", "-c", "cat '" + source + "' > '" + pipe + "'").start();
    source = pipe;
    read();
    read();
    assertEquals(0, writer.waitFor());
    assertFalse(Files.exists(cache));
  }
}
