package io.github.simloss.cli.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Commands that write, and what must be true of their output whatever stopped them.
 *
 * @param world that they work in
 * @param keep copies of what was there before
 * @param whole copies of what they write undisturbed
 */
record Disturbed(World world, Path keep, Path whole) {
  /** Commands that write a file, and its name; train and resume beside them. */
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("codes.npy", "encode --backend java --model RUN --format npy TEXT --out OUT"),
          List.of("codes.jsonl", "encode --backend java --model RUN TEXT --out OUT"),
          List.of("page.html", "report --backend java RUN --out OUT"),
          List.of("model.onnx", "export --format onnx --model RUN --overwrite --out OUT"),
          List.of("vectors.bin", "vectors convert VECTORS OUT --overwrite"),
          List.of("vectors.npy", "vectors convert VECTORS OUT --overwrite"));

  static final int KINDS = COMMANDS.size() + 2;

  /** Makes the copies. */
  static Disturbed in(World world) throws IOException {
    Path keep = Files.createDirectory(world.folder().resolve("keep"));
    Path whole = Files.createDirectory(world.folder().resolve("whole"));
    Disturbed all = new Disturbed(world, keep, whole);
    for (int kind = 0; kind < COMMANDS.size(); kind++) {
      Cli.Result made = Cli.run(all.command(kind));
      assertEquals(0, made.code(), made.err());
    }
    World.lay(world.out(), whole);
    all.age();
    World.lay(world.out(), keep);
    World.lay(world.run(), world.folder().resolve("kept-run"));
    return all;
  }

  /** What is there is older than what a command would write. */
  private void age() throws IOException {
    for (List<String> one : COMMANDS) {
      Files.writeString(world.out().resolve(one.get(0)), "old");
    }
  }

  private Path training() {
    return world.out().resolve("training");
  }

  /** The command of a kind. */
  String[] command(int kind) {
    if (kind == COMMANDS.size()) {
      return ("train"
              + World.SHORT.replace("--epochs 1", "--epochs 30")
              + " --checkpoint-every 1 --tokenizer whitespace --train "
              + world.data().train()
              + " --dev "
              + world.data().dev()
              + " --vectors "
              + world.data().vectors()
              + " --out "
              + training())
          .split(" ", -1);
    }
    if (kind > COMMANDS.size()) {
      return ("train --backend java --resume " + world.run()).split(" ", -1);
    }
    return COMMANDS
        .get(kind)
        .get(1)
        .replace("RUN", world.run().toString())
        .replace("TEXT", world.data().dev().toString())
        .replace("VECTORS", world.data().vectors().toString())
        .replace("OUT", world.out().resolve(COMMANDS.get(kind).get(0)).toString())
        .split(" ", -1);
  }

  /** Puts all back as it was. */
  void reset() throws IOException {
    World.lay(keep, world.out());
    World.lay(world.folder().resolve("kept-run"), world.run());
  }

  /**
   * What is unexpected of what was left.
   *
   * @param hidden whether hidden files may have stayed
   */
  String problem(int kind, boolean hidden) throws IOException {
    for (List<String> one : COMMANDS) {
      byte[] now = Files.readAllBytes(world.out().resolve(one.get(0)));
      boolean old = Arrays.equals(now, Files.readAllBytes(keep.resolve(one.get(0))));
      // A page holds the time it was made.
      boolean whole =
          Arrays.equals(now, Files.readAllBytes(this.whole.resolve(one.get(0))))
              || (one.get(0).equals("page.html")
                  && new String(now, StandardCharsets.UTF_8).endsWith("</html>\n"));
      if (!old && !whole) {
        return one.get(0) + " is neither the old file nor the new one";
      }
    }
    if (!hidden) {
      try (Stream<Path> all = Files.walk(world.folder())) {
        List<Path> left =
            all.filter(path -> path.getFileName().toString().startsWith(".simloss")).toList();
        if (!left.isEmpty()) {
          return "left behind: " + left;
        }
      }
    }
    Path run = kind == COMMANDS.size() ? training() : world.run();
    if (Files.exists(run.resolve("config.json"))) {
      Cli.Result verified = Cli.run("verify", run.toString());
      if (verified.code() != 0) {
        return "damaged: " + verified.out() + verified.err();
      }
      Cli.Result resumed = Cli.run("train", "--backend", "java", "--resume", run.toString());
      return resumed.code() == 0 ? null : "cannot be resumed: " + resumed.err();
    }
    Cli.Result again = Cli.run(command(kind));
    return again.code() == 0 ? null : "cannot be begun again: " + again.err();
  }
}
