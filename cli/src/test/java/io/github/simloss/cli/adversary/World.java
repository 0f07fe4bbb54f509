package io.github.simloss.cli.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A small world for commands: data, a run, files that belong to somebody else, and a place to write
 * to.
 *
 * @param folder that holds all of it
 * @param data eight sentences and their vectors
 */
record World(Path folder, SmallData data) {
  /** What a short training is asked for, beside data and a place. */
  static final String SHORT =
      " --backend java --hidden-size 2 --epochs 1 --batch-size 4 --evaluate-every 1 --samples 1";

  /** Makes one, with a run that was trained on the data. */
  static World in(Path folder) throws IOException {
    SmallData all = SmallData.in(folder);
    Path data = Files.createDirectory(folder.resolve("data"));
    Path train = data.resolve("train.txt");
    Files.write(train, Files.readAllLines(all.train()).subList(0, 8));
    Path dev = data.resolve("dev.txt");
    Files.write(dev, Files.readAllLines(all.dev()).subList(0, 8));
    Path vectors = data.resolve("vectors.txt");
    Files.copy(all.vectors(), vectors);
    Files.write(data.resolve("words.txt"), List.of("the", "was"));
    Files.write(data.resolve("pairs.tsv"), List.of("1\tthe soup\tthe pie", "0\ta b\tc d"));
    Files.write(data.resolve("similar.txt"), List.of("soup pie 0.5"));
    Files.writeString(data.resolve("options.json"), "{\"batch-size\": 2, \"threads\": 1}");
    Files.write(data.resolve("nothing.txt"), new byte[0]);
    byte[] noise = new byte[3000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 + i / 7);
    }
    Files.write(data.resolve("noise.bin"), noise);
    World world = new World(folder, new SmallData(folder, train, dev, vectors));
    world.train(world.run());
    world.foreign();
    Files.createDirectory(world.out());
    return world;
  }

  private void foreign() throws IOException {
    Path mine = Files.createDirectory(mine());
    for (String name :
        List.of("notes.txt", "model.safetensors", "manifest.json", "checkpoint/photo.jpg")) {
      Files.createDirectories(mine.resolve(name).getParent());
      Files.writeString(mine.resolve(name), "mine");
    }
    Files.createSymbolicLink(mine.resolve("link"), data.train());
  }

  /** Trains into a folder. */
  void train(Path to) {
    Cli.Result made = data.on("train" + SHORT + " --loss soft-label --out " + to);
    assertEquals(0, made.code(), made.err());
  }

  /** A run that was trained on the data. */
  Path run() {
    return folder.resolve("run");
  }

  /** Somebody else's folder. */
  Path mine() {
    return folder.resolve("mine");
  }

  /** Where commands may write. */
  Path out() {
    return folder.resolve("out");
  }

  /** What is in a folder, by path: content of files, targets of links. */
  static Map<Path, String> content(Path of) throws IOException {
    Map<Path, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(of)) {
      for (Path path : paths.toList()) {
        all.put(path, ofOne(path));
      }
    }
    return all;
  }

  private static String ofOne(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link to " + Files.readSymbolicLink(path);
    }
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = Files.readAllBytes(path);
      return bytes.length + " bytes, " + Arrays.hashCode(bytes);
    }
    return "folder or pipe";
  }

  /** Replaces what is in a folder by a copy of another; nothing if there is no other. */
  static void lay(Path from, Path to) throws IOException {
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> all = Files.walk(to)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    if (from != null) {
      try (Stream<Path> all = Files.walk(from)) {
        for (Path path : all.toList()) {
          Files.copy(path, to.resolve(from.relativize(path)), LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }
}
