package io.github.simloss.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.testing.FastTextFile;
import io.github.simloss.embeddings.testing.TestFiles;
import io.github.simloss.testing.Fuzz;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Garbled files of every format: a reader gives vectors or one line that names the file. */
class ReaderFuzzTest {
  @TempDir Path folder;

  private static byte[] sample(String kind) {
    Map<String, float[]> table = new LinkedHashMap<>();
    int i = 0;
    for (String word : List.of("the", "café", "北海道", "cat", "sat")) {
      table.put(word, new float[] {0.1f * i, -1e-5f, i++, 2});
    }
    FastTextFile model = new FastTextFile(31);
    switch (kind) {
      case "fastText 11" -> model.version = 11;
      case "fastText 2016" -> model.version = 0;
      case "supervised" -> model.supervised = true;
      case "quantised" -> {
        model.quantized = true;
        model.quantizedNorms = true;
      }
      default -> {}
    }
    return switch (kind) {
      case "text" -> TestFiles.text(table, true);
      case "glove" -> TestFiles.text(table, false);
      case "gzip" -> TestFiles.gzip(TestFiles.text(table, true));
      case "word2vec" -> TestFiles.word2vec(table, true);
      case "gensim" -> TestFiles.word2vec(table, false);
      case "fastText gzip" -> TestFiles.gzip(model.bytes());
      default -> model.bytes();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "glove",
        "gzip",
        "word2vec",
        "gensim",
        "fastText 12",
        "fastText 11",
        "fastText 2016",
        "fastText gzip",
        "supervised",
        "quantised"
      })
  void givesVectorsOrOneLine(String kind) {
    Fuzz.Tally tally =
        Fuzz.run(
            "vectors " + kind,
            sample(kind),
            bytes -> {
              Path file = TestFiles.write(folder, "fuzz", bytes);
              try {
                read(VectorFile.open(file, VectorOptions.DEFAULT.withThreads(1)));
              } catch (SimlossException e) {
                assertTrue(e.getMessage().contains("fuzz"), e.getMessage());
                throw e;
              }
            });
    assertTrue(tally.refused() > 0 && tally.refused() < tally.tried(), tally.toString());
  }

  private static void read(VectorFile vectors) {
    vectors.read(Set.of("the", "sat", "none")).vector("the");
    vectors.info();
    VectorSet all = vectors.all();
    for (String word : all.words()) {
      float[] vector = all.vector(word);
      assertEquals(all.dimension(), vector.length);
      for (float x : vector) {
        assertTrue(Float.isFinite(x), word);
      }
    }
  }

  /**
   * A cache that is no longer sound, its checksum made to fit or not, is read again or believed.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aGarbledCacheIsReadAgainOrBelieved(boolean checksumFits) throws IOException {
    Path source = TestFiles.write(folder, "source.vec", sample("text"));
    Path cache = folder.resolve("cache");
    for (boolean whole : new boolean[] {false, true}) {
      List<String> notices = new ArrayList<>();
      VectorFile vectors =
          VectorFile.open(
              source,
              VectorOptions.DEFAULT.withThreads(1).withCache(cache).withNotices(notices::add));
      use(vectors, whole);
      Path file;
      try (Stream<Path> files = Files.list(cache)) {
        file = files.findFirst().orElseThrow();
      }
      Fuzz.runSlow(
          "cache" + (whole ? " whole" : "") + (checksumFits ? " checksum fits" : ""),
          Files.readAllBytes(file),
          bytes -> {
            Files.write(file, checksumFits ? withChecksum(bytes) : bytes);
            notices.clear();
            use(vectors, whole);
            assertTrue(notices.size() < 2 && notices.stream().allMatch(Fuzz::isOneLine));
            if (!notices.isEmpty()) {
              throw new SimlossException(notices.get(0));
            }
          });
      Files.delete(file);
    }
  }

  private static void use(VectorFile vectors, boolean whole) {
    if (whole) {
      VectorSet all = vectors.all();
      all.words().forEach(all::vector);
    } else {
      vectors.read(Set.of("the", "sat", "none")).vector("the");
    }
  }

  private static byte[] withChecksum(byte[] bytes) {
    if (bytes.length < Long.BYTES) {
      return bytes;
    }
    int end = bytes.length - Long.BYTES;
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, end);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(end, checksum.getValue());
    return bytes;
  }
}
