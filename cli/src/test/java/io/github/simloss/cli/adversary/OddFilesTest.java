package io.github.simloss.cli.adversary;

import io.github.simloss.cli.Cli;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Links, pipes, sockets, folders and devices in the place of every file of a run, of every file
 * that a command writes, and of every file that an option names.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OddFilesTest {
  private @TempDir Path folder;

  /** What stands where a file should. */
  private enum Odd {
    LINK_OUT,
    LINK_TO_NOTHING,
    LINK_TO_ITSELF,
    LINK_TO_DEVICE,
    LINK_TO_FOLDER,
    PIPE,
    SOCKET,
    FOLDER,
    FULL_FOLDER,
    EMPTY
  }

  private record Case(String place, Odd odd, List<String> command) {
    @Override
    public String toString() {
      return odd + " at " + place + ": " + Answers.words(command);
    }
  }

  /** Puts something odd in a place; nothing that is there stays. */
  private void put(Odd odd, Path place, Path outside) throws Exception {
    if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      World.lay(null, place);
    }
    Files.createDirectories(place.getParent());
    boolean was = Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS);
    if (was) {
      Files.move(place, outside.resolve("moved"), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.deleteIfExists(place);
    switch (odd) {
      case LINK_OUT ->
          Files.createSymbolicLink(place, outside.resolve(was ? "moved" : "victim.txt"));
      case LINK_TO_NOTHING -> Files.createSymbolicLink(place, outside.resolve("nothing"));
      case LINK_TO_ITSELF -> Files.createSymbolicLink(place, place);
      case LINK_TO_DEVICE -> Files.createSymbolicLink(place, Path.of("/dev/zero"));
      case LINK_TO_FOLDER -> Files.createSymbolicLink(place, outside);
      case PIPE -> new ProcessBuilder("mkfifo", place.toString()).start().waitFor();
      case SOCKET -> {
        // A path of a socket is short.
        Path short1 = Files.createTempFile("s", "s");
        Files.delete(short1);
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(short1))
            .close();
        Files.move(short1, place);
      }
      case FOLDER -> Files.createDirectory(place);
      case FULL_FOLDER ->
          Files.writeString(Files.createDirectory(place).resolve("photo.jpg"), "mine");
      default -> Files.createFile(place);
    }
  }

  /** A pipe that is named as an output waits for somebody to read it, as for every program. */
  private static Process reader(Path pipe) throws IOException {
    return new ProcessBuilder("cat", pipe.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static List<String> words(String command) {
    return List.of(command.split(" ", -1));
  }

  /** The files of a run, those it would get, and what reads or writes them. */
  private List<Case> ofRuns(World world) throws IOException {
    List<String> names =
        new ArrayList<>(
            List.of(".simloss-lock", "report.html", "README.md", "checkpoint", "checkpoint.old"));
    try (Stream<Path> files = Files.walk(world.run())) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(world.run().relativize(file).toString()));
    }
    String run = world.run().toString();
    String text = world.data().dev().toString();
    List<Case> all = new ArrayList<>();
    for (String name : names) {
      for (Odd odd : Odd.values()) {
        for (String command :
            List.of(
                "verify " + run,
                "encode --backend java --model " + run + " " + text,
                "report --backend java " + run,
                "export --format run --model " + run + " --out " + world.out() + "/exported",
                "train --backend java --resume " + run,
                train(world) + run + " --overwrite")) {
          all.add(new Case(run + "/" + name, odd, words(command)));
        }
      }
    }
    return all;
  }

  private static String train(World world) {
    return "train"
        + World.SHORT
        + " --train "
        + world.data().train()
        + " --dev "
        + world.data().dev()
        + " --vectors "
        + world.data().vectors()
        + " --out ";
  }

  /** What commands write to. */
  private List<Case> ofOutputs(World world) {
    String out = world.out().toString();
    String run = world.run().toString();
    String text = world.data().dev().toString();
    String vectors = world.data().vectors().toString();
    Map<String, String> commands = new TreeMap<>();
    commands.put("codes.npy", "encode --backend java --model " + run + " --format npy " + text);
    commands.put("codes.jsonl", "encode --backend java --model " + run + " " + text);
    commands.put("page.html", "report --backend java " + run);
    commands.put("model.onnx", "export --format onnx --model " + run);
    commands.put("exported", "export --format run --model " + run);
    commands.put("run", train(world).replace(" --out ", ""));
    commands.put(
        "compared",
        train(world)
            .replace(" --out ", "")
            .replace("train --backend ", "compare --losses ce --backends "));
    List<Case> all = new ArrayList<>();
    for (Odd odd : Odd.values()) {
      commands.forEach(
          (name, command) -> {
            String target = out + "/" + name;
            all.add(new Case(target, odd, words(command + " --out " + target)));
            if (command.startsWith("train") || command.startsWith("export")) {
              all.add(new Case(target, odd, words(command + " --overwrite --out " + target)));
            }
            if (name.equals("compared") || name.equals("exported") || name.equals("run")) {
              for (String inside : List.of("report.html", "config.json", "settings.json")) {
                all.add(new Case(target + "/" + inside, odd, words(command + " --out " + target)));
              }
            }
          });
      String converted = "vectors convert " + vectors + " " + out + "/o.npy";
      all.add(new Case(out + "/o.npy", odd, words(converted)));
      all.add(new Case(out + "/o.npy", odd, words(converted + " --overwrite")));
      all.add(new Case(out + "/o.npy.words.txt", odd, words(converted + " --overwrite")));
      String search = "search --backend java --model " + run + " --corpus " + text + " " + text;
      all.add(new Case(text + ".codes", odd, words(search)));
      String cached = "vectors info --vector-cache " + out + "/cache " + vectors;
      all.add(new Case(out + "/cache", odd, words(cached)));
    }
    return all;
  }

  @Test
  void nothingOddIsFollowedWaitedForOrReplaced() throws Exception {
    World world = World.in(folder);
    List<Case> all = new ArrayList<>(ofRuns(world));
    all.addAll(ofOutputs(world));
    Path keep = folder.resolve("keep");
    World.lay(world.run(), keep);
    Path data = folder.resolve("kept-data");
    World.lay(folder.resolve("data"), data);
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Adversary.listed(
        "odd files in place of others",
        all,
        40,
        one -> {
          World.lay(null, outside);
          Files.createDirectory(outside);
          Files.writeString(outside.resolve("victim.txt"), "theirs");
          Path place = Path.of(one.place());
          put(one.odd(), place, outside);
          Map<Path, String> before = World.content(outside);
          Process reader = one.odd() == Odd.PIPE ? reader(place) : null;
          Cli.Result result = Cli.run(one.command().toArray(String[]::new));
          if (reader != null) {
            reader.destroyForcibly().waitFor();
          }
          Map<Path, String> after = World.content(outside);
          String problem = Answers.problem(result);
          boolean named = one.command().contains(one.place());
          if (problem == null && !named && !after.equals(before)) {
            problem = "what is outside was changed: " + before + " -> " + after;
          }
          if (problem == null
              && one.odd() == Odd.FULL_FOLDER
              && !Files.exists(place.resolve("photo.jpg"))) {
            problem = "somebody's file was removed";
          }
          World.lay(null, world.out());
          Files.createDirectory(world.out());
          World.lay(keep, world.run());
          World.lay(data, folder.resolve("data"));
          return problem == null ? null : one + " -> " + problem;
        });
  }

  /** Every option of every command that names a file, with something odd there. */
  @Test
  void nothingOddIsReadWithoutEnd() throws Exception {
    World world = World.in(folder);
    Path odd = Files.createDirectory(folder.resolve("odd"));
    Path outside = Files.createDirectory(folder.resolve("outside"));
    List<Case> all = new ArrayList<>();
    CommandWords commands = new CommandWords(world);
    for (Odd what : Odd.values()) {
      // A pipe that nobody writes to is waited for, as by every program.
      if (what != Odd.PIPE && what != Odd.LINK_OUT) {
        Path place = odd.resolve(what.name());
        put(what, place, outside);
        for (List<String> words : commands.naming(place)) {
          all.add(new Case(place.toString(), what, words));
        }
      }
    }
    Adversary.listed(
        "odd files for options",
        all,
        40,
        one -> {
          String problem = Answers.problem(Cli.run(one.command().toArray(String[]::new)));
          World.lay(null, world.out());
          Files.createDirectory(world.out());
          put(one.odd(), Path.of(one.place()), Files.createDirectories(outside));
          return problem == null ? null : one + " -> " + problem;
        });
    World.lay(null, odd);
  }
}
