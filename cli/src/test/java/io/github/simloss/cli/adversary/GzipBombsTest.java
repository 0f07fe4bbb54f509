package io.github.simloss.cli.adversary;

import io.github.simloss.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small files that unpack to large ones, for every option of every command that names a file and in
 * the place of every file of a run: refused in one line, in short time. That memory stays bounded
 * while they are read is held by core's {@code GzipLimitsTest}.
 */
class GzipBombsTest {
  private static final long UNPACKED = 4L << 20;

  private @TempDir Path folder;

  /** A bomb, where it is put, and what reads it there. */
  private record Case(String name, Path place, List<String> command) {}

  private static byte[] gzip(byte[] block, long times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (long i = 0; i < times; i++) {
        out.write(block);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] repeated(String text) throws IOException {
    byte[] block = text.repeat((1 << 16) / text.length()).getBytes(StandardCharsets.UTF_8);
    return gzip(block, UNPACKED / block.length);
  }

  private static Map<String, byte[]> bombs() throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    all.put("zeros", gzip(new byte[1 << 16], UNPACKED >> 16));
    all.put("line ends", repeated("\n"));
    all.put("one line", repeated("x"));
    all.put("words", repeated("a "));
    all.put("vectors", repeated("word 1 2 3\n"));
    all.put("numbers", repeated("9"));
    all.put("brackets", repeated("["));
    all.put("two in one", gzip(repeated("a b\n"), 1));
    byte[] members = repeated("a\tb\n");
    byte[] twice = Arrays.copyOf(members, 2 * members.length);
    System.arraycopy(members, 0, twice, members.length, members.length);
    all.put("members", twice);
    all.put("cut", Arrays.copyOf(members, members.length / 2));
    byte[] header = "2000000000 300\n".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream lying = new ByteArrayOutputStream();
    lying.write(gzip(header, 1));
    lying.write(all.get("vectors"));
    all.put("a header, then", lying.toByteArray());
    return all;
  }

  @Test
  void aBombIsRefused() throws Exception {
    World world = World.in(folder);
    CommandWords commands = new CommandWords(world);
    Path keep = folder.resolve("keep");
    World.lay(world.run(), keep);
    List<Case> all = new ArrayList<>();
    for (Map.Entry<String, byte[]> bomb : bombs().entrySet()) {
      for (String suffix : List.of("", ".gz")) {
        Path file = folder.resolve(bomb.getKey().replace(' ', '-') + suffix);
        Files.write(file, bomb.getValue());
        commands.naming(file).forEach(words -> all.add(new Case(bomb.getKey(), file, words)));
      }
      List<Path> files;
      try (Stream<Path> paths = Files.walk(keep)) {
        files = paths.filter(Files::isRegularFile).map(keep::relativize).toList();
      }
      for (Path file : files) {
        for (String command :
            List.of(
                "verify RUN",
                "encode --backend java --model RUN " + world.data().dev(),
                "train --backend java --resume RUN")) {
          all.add(
              new Case(
                  bomb.getKey(),
                  world.run().resolve(file.toString()),
                  List.of(command.replace("RUN", world.run().toString()).split(" ", -1))));
        }
      }
    }
    Map<String, byte[]> bombs = bombs();
    Adversary.listed(
        "gzip bombs",
        all,
        10,
        one -> {
          Files.write(one.place(), bombs.get(one.name()));
          String problem = Answers.problem(Cli.run(one.command().toArray(String[]::new)));
          World.lay(null, world.out());
          Files.createDirectory(world.out());
          World.lay(keep, world.run());
          return problem == null
              ? null
              : one.name() + ": " + Answers.words(one.command()) + " -> " + problem;
        });
  }
}
