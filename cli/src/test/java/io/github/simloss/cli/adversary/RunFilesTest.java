package io.github.simloss.cli.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.java.JavaBackend;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.adversary.JsonVariants.Variant;
import io.github.simloss.run.SentenceModel;
import io.github.simloss.run.checkpoint.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Variants of every JSON file of a run and of a comparison, their hashes made to fit, given to all
 * that reads one. Each answers as documented; none stumbles.
 */
class RunFilesTest {
  private static final String STEP = "checkpoint/step-000000000002";

  private @TempDir Path folder;

  /** What reads a run's folder. */
  private interface Reader {
    Cli.Result read(Path run);
  }

  private static List<Reader> readers(World world) {
    String text = world.data().dev().toString();
    List<Reader> all = new ArrayList<>();
    for (String command :
        List.of(
            "verify RUN",
            "verify RUN --json",
            "encode --backend java --model RUN TEXT",
            "reconstruct --backend java --model RUN TEXT",
            "neighbours --model RUN food",
            "report --backend java RUN",
            "search --backend java --no-cache --model RUN --corpus TEXT TEXT",
            "evaluate --backend java --model RUN --reconstruction TEXT",
            "export --model RUN --format run --overwrite --out RUN.exported",
            "train --backend java --resume RUN",
            "train --config RUN/config.json --out RUN.again --overwrite")) {
      all.add(
          run ->
              Cli.run(command.replace("RUN", run.toString()).replace("TEXT", text).split(" ", -1)));
    }
    all.add(run -> world.data().on("train" + World.SHORT + " --overwrite --out " + run));
    all.add(RunFilesTest::load);
    return all;
  }

  private static Cli.Result load(Path run) {
    try (Engine engine = new JavaBackend().open(Device.CPU);
        SentenceModel model = SentenceModel.load(run, engine)) {
      return new Cli.Result(0, model.encode("the soup was good").length + "", "");
    } catch (SimlossException e) {
      return new Cli.Result(1, "", "simloss: " + e.getMessage());
    } catch (RuntimeException e) {
      return new Cli.Result(1, "", "simloss: unexpected " + e);
    }
  }

  @Test
  void noneStumblesOverAnyValueOfARun() throws Exception {
    World world = World.in(folder);
    List<Variant> all = new ArrayList<>();
    for (String file :
        List.of(
            "config.json",
            "manifest.json",
            STEP + "/state.json",
            STEP + "/manifest.json",
            "history.jsonl")) {
      all.addAll(JsonVariants.of(world.run(), file));
    }
    assertTrue(all.size() > 9000, "too few variants: " + all.size());
    List<Reader> readers = readers(world);
    Path copy = folder.resolve("copy");
    int[] turn = {0};
    Adversary.listed(
        "JSON of a run",
        all,
        100,
        variant -> {
          World.lay(world.run(), copy);
          put(variant, copy);
          Reader reader = readers.get(turn[0]++ % readers.size());
          String problem = Answers.problem(reader.read(copy));
          return problem == null
              ? null
              : variant + " -> reader " + readers.indexOf(reader) + ": " + problem;
        });
  }

  /** Writes a variant, and what holds its hash. */
  private static void put(Variant variant, Path run) throws IOException {
    Files.writeString(run.resolve(variant.file()), variant.text());
    if (variant.file().startsWith(STEP) && !variant.file().endsWith("manifest.json")) {
      Manifest.write(
          run.resolve(STEP),
          List.of("weights.safetensors", "optimizer.safetensors", "state.json", "history.jsonl"));
    } else if (variant.file().equals("config.json")) {
      Files.delete(run.resolve("manifest.json"));
    }
  }

  @Test
  void noneStumblesOverAnyValueOfAComparison() throws Exception {
    World world = World.in(folder);
    Path run = folder.resolve("compared");
    String compare =
        "compare --backends java --losses ce --hidden-size 2 --epochs 1 --batch-size 4 --out ";
    Cli.Result made = world.data().on(compare + run);
    assertEquals(0, made.code(), made.err());
    List<Variant> all = new ArrayList<>(JsonVariants.of(run, "settings.json"));
    all.addAll(JsonVariants.of(run, "ce-java-1/result.json"));
    Path copy = folder.resolve("copy");
    Adversary.listed(
        "JSON of a comparison",
        all,
        20,
        variant -> {
          World.lay(run, copy);
          Files.writeString(copy.resolve(variant.file()), variant.text());
          String problem = Answers.problem(world.data().on(compare + copy));
          return problem == null ? null : variant + " -> " + problem;
        });
  }
}
