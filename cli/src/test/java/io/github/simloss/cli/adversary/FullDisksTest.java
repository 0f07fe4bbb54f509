package io.github.simloss.cli.adversary;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simloss.cli.Cli;
import io.github.simloss.random.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that write, where files may not grow beyond a size ({@code ulimit -f}), and on a disk of
 * its own that fills up (a tmpfs, where one can be mounted): one line, and what was there stays.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class FullDisksTest {
  private @TempDir Path folder;

  private static String quoted(List<String> command) {
    return command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  private Cli.Result shell(String script) throws Exception {
    Path out = folder.resolve("shell.out");
    Process process = new ProcessBuilder("sh", "-c", script).redirectOutput(out.toFile()).start();
    process.getOutputStream().close();
    // No file: that might not grow either.
    CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process));
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("no end: " + script);
    }
    return new Cli.Result(process.exitValue(), Files.readString(out), err.get());
  }

  private static String text(Process process) {
    try {
      return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String java(String[] words) {
    // A JVM's own statistics are a file too.
    List<String> command = Cli.builder(folder, words).command();
    command.add(1, "-XX:-UsePerfData");
    return quoted(command);
  }

  private String outcome(Disturbed disturbed, int kind, Cli.Result result) throws Exception {
    String problem = Answers.problem(result);
    if (problem == null) {
      problem = disturbed.problem(kind, false);
    }
    return problem == null
        ? null
        : Answers.words(List.of(disturbed.command(kind))) + " -> " + problem;
  }

  @Test
  void filesThatMayNotGrow() throws Exception {
    Disturbed disturbed = Disturbed.in(World.in(folder));
    Adversary.drawn(
        "files that may not grow",
        60,
        2,
        random -> {
          int kind = random.nextInt(Disturbed.KINDS);
          disturbed.reset();
          int blocks = (int) Math.exp(random.uniform(0, 7)) - 1;
          Cli.Result result =
              shell("ulimit -f " + blocks + "; exec " + java(disturbed.command(kind)));
          String problem = outcome(disturbed, kind, result);
          return problem == null ? null : blocks + " blocks: " + problem;
        });
  }

  @Test
  void aDiskThatFillsUp() throws Exception {
    assumeTrue(
        shell("unshare -rm mount -t tmpfs none /mnt").code() == 0, "nothing can be mounted here");
    Disturbed disturbed = Disturbed.in(World.in(folder));
    Adversary.drawn("disks that fill up", 60, 2, random -> fill(disturbed, random));
  }

  private String fill(Disturbed disturbed, SeededRandom random) throws Exception {
    int kind = random.nextInt(Disturbed.KINDS);
    disturbed.reset();
    Path place = kind == Disturbed.KINDS - 1 ? disturbed.world().run() : disturbed.world().out();
    Path after = folder.resolve("after");
    // Pages beyond what is there already; what is left on the disk is copied before it goes.
    int pages = random.nextInt(40);
    String script =
        """
        cp -r 'PLACE' 'PLACE.sound' && mount -t tmpfs -o size=1g none 'PLACE' &&
        cp -r 'PLACE.sound/.' 'PLACE' &&
        used=$(df -k --output=used 'PLACE' | tail -1) &&
        mount -o remount,size=$((used + 4 * PAGES))k 'PLACE' || exit 99
        JAVA
        code=$?
        cp -r 'PLACE' 'AFTER'
        exit $code
        """
            .replace("PLACE", place.toString())
            .replace("PAGES", Integer.toString(pages))
            .replace("AFTER", after.toString())
            .replace("JAVA", java(disturbed.command(kind)));
    Path file = Files.writeString(folder.resolve("fill.sh"), script);
    Cli.Result result = shell("exec unshare -rm sh '" + file + "'");
    World.lay(after, place);
    World.lay(null, after);
    World.lay(null, Path.of(place + ".sound"));
    String problem = outcome(disturbed, kind, result);
    return problem == null ? null : pages + " pages: " + problem;
  }
}
