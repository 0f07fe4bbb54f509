package io.github.simloss.cli.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models, checkpoints, codes and vectors that are cut, that lost a bit, and whose headers lie,
 * given to the commands that read them. What holds a checksum is refused, or the answer is that of
 * the sound file.
 */
class GarbledFilesTest {
  private static final List<String> LIES =
      List.of("0", "-1", "1", "2147483647", "9223372036854775807", "99999999999999999999", "1e9");

  private @TempDir Path folder;

  /** Bytes in place of a sound file's, and a command that reads them. */
  private record Case(Path file, String what, byte[] bytes, String command, boolean checked) {}

  private static List<Case> cases(Path file, boolean checked, String... commands)
      throws IOException {
    byte[] sound = Files.readAllBytes(file);
    List<Case> all = new ArrayList<>();
    for (String command : commands) {
      for (int i = 0; i < 60; i++) {
        int length = (int) ((long) sound.length * i * i / 3600);
        byte[] cut = Arrays.copyOf(sound, length);
        all.add(new Case(file, "cut to " + length, cut, command, checked));
      }
      for (int i = 0; i < 150; i++) {
        // Half of them where headers are.
        int at =
            i % 2 == 0
                ? i * Math.min(400, sound.length) / 150
                : (int) ((long) sound.length * i / 150);
        byte[] flipped = sound.clone();
        flipped[at] ^= (byte) (1 << (i % 8));
        all.add(new Case(file, "bit " + i % 8 + " of byte " + at, flipped, command, checked));
      }
      for (byte[] lie : lies(sound)) {
        all.add(new Case(file, "a header that lies", lie, command, checked));
      }
      all.add(
          new Case(
              file, "more at the end", Arrays.copyOf(sound, sound.length + 9), command, checked));
    }
    return all;
  }

  /** The numbers in the first bytes replaced, one at a time; lengths in binary too. */
  private static List<byte[]> lies(byte[] sound) throws IOException {
    List<byte[]> all = new ArrayList<>();
    int end = Math.min(sound.length, 600);
    for (int at = 0; at < end; at++) {
      int last = at;
      while (last < end && Character.isDigit(sound[last])) {
        last++;
      }
      if (last > at) {
        for (String lie : LIES) {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          bytes.write(sound, 0, at);
          bytes.write(lie.getBytes(StandardCharsets.US_ASCII));
          bytes.write(sound, last, sound.length - last);
          all.add(bytes.toByteArray());
        }
        at = last + 40;
      }
    }
    for (long length : new long[] {0, -1, 1, 1L << 31, 1L << 40, Long.MAX_VALUE}) {
      byte[] changed = sound.clone();
      for (int i = 0; i < Math.min(8, changed.length); i++) {
        changed[i] = (byte) (length >>> (8 * i));
      }
      all.add(changed);
    }
    return all;
  }

  private static Cli.Result run(String command) {
    return Cli.run(command.split(" ", -1));
  }

  @Test
  void whatIsGarbledIsRefusedOrReadAsFarAsItIsSound() throws Exception {
    World world = World.in(folder);
    Path vectors = world.data().vectors();
    String text = world.data().dev().toString();
    String model = world.run().toString();
    String encode = "encode --backend java --model " + model + " " + text;
    String search = "search --backend java --model " + model + " --corpus " + text + " " + text;
    String resume = "train --backend java --resume " + model;
    String step = "checkpoint/step-000000000002/";
    assertEquals(0, run(search).code());
    Path binary = folder.resolve("vectors.bin");
    Path array = folder.resolve("vectors.npy");
    for (Path target : List.of(binary, array)) {
      Cli.Result made = run("vectors convert " + vectors + " " + target);
      assertEquals(0, made.code(), made.err());
    }
    Path packed = folder.resolve("vectors.txt.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(vectors));
    }
    List<Case> all = new ArrayList<>();
    all.addAll(
        cases(world.run().resolve("model.safetensors"), true, encode, "verify " + model, resume));
    all.addAll(cases(world.run().resolve(step + "weights.safetensors"), false, resume));
    all.addAll(cases(world.run().resolve(step + "optimizer.safetensors"), false, resume));
    all.addAll(cases(world.run().resolve("vocabulary.tsv"), true, encode));
    all.addAll(cases(Path.of(text + ".codes"), true, search));
    for (Path file : List.of(vectors, binary, packed)) {
      boolean checked = file == packed;
      all.addAll(
          cases(
              file,
              checked,
              "vectors info " + file,
              "vectors show " + file + " soup the",
              "neighbours --vectors " + file + " soup"));
    }
    Path keep = folder.resolve("keep");
    World.lay(world.run(), keep);
    Adversary.listed("models and vectors", all, 60, one -> attempt(one, world.run(), keep));
  }

  private static String attempt(Case one, Path run, Path keep) throws IOException {
    byte[] sound = Files.readAllBytes(one.file());
    Cli.Result expected = one.checked() ? run(one.command()) : null;
    Files.write(one.file(), one.bytes());
    Cli.Result result = run(one.command());
    Files.write(one.file(), sound);
    if (one.command().contains("--resume")) {
      World.lay(keep, run);
    }
    String problem = Answers.problem(result);
    if (problem == null
        && expected != null
        && result.code() == 0
        && !result.out().equals(expected.out())) {
      problem = "taken for sound: " + result.out();
    }
    return problem == null
        ? null
        : one.file().getFileName() + ", " + one.what() + ": " + one.command() + " -> " + problem;
  }
}
