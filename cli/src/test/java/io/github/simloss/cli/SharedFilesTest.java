package io.github.simloss.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches that several commands write at once: each answers right, and one whole cache is left. */
class SharedFilesTest {
  private static final int AT_ONCE = 4;

  private @TempDir Path folder;
  private SmallData data;

  @BeforeEach
  void data() throws IOException {
    data = SmallData.in(folder);
  }

  /** The answer that all of them gave. */
  private static String atOnce(String... command) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Cli.Result>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        all.add(threads.submit(() -> Cli.run(command)));
      }
      String first = null;
      for (Future<Cli.Result> one : all) {
        assertEquals(0, one.get().code(), one.get().err());
        first = first == null ? one.get().out() : first;
        assertEquals(first, one.get().out());
      }
      return first;
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> hidden() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(".simloss-"))
          .toList();
    }
  }

  @Test
  void codesOfACorpus() throws Exception {
    Cli.Result made =
        data.on("train --backend java --hidden-size 2 --epochs 1 --out " + data.at("run"));
    assertEquals(0, made.code(), made.err());
    String corpus = data.dev().toString();
    String[] search = {
      "search", "--backend", "java", "--model", data.at("run"), "--corpus", corpus, corpus
    };
    String found = atOnce(search);
    assertEquals(List.of(), hidden());
    assertTrue(Files.exists(Path.of(corpus + ".codes")));
    Cli.Result again = Cli.run(search);
    assertEquals(found, again.out());
    assertTrue(!again.err().contains("encoding"), again.err());
  }

  @Test
  void wordVectors() throws Exception {
    Path cache = folder.resolve("cache");
    String vectors = data.vectors().toString();
    String[] show = {"vectors", "show", "--vector-cache", cache.toString(), vectors, "soup", "the"};
    String shown = atOnce(show);
    assertEquals(List.of(), hidden());
    try (Stream<Path> kept = Files.list(cache)) {
      assertEquals(1, kept.count());
    }
    assertEquals(shown, Cli.run(show).out());
  }
}
