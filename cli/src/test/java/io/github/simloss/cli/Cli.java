package io.github.simloss.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the command line, in this process or in one of its own. */
public final class Cli {
  private Cli() {}

  /** What a command did. */
  public record Result(int code, String out, String err) {
    /** The lines of the output. */
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  /** In this process: for what needs no engine, or only plain Java. */
  public static Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(args, new PrintWriter(out), new PrintWriter(err));
    return new Result(code, out.toString(), err.toString());
  }

  /** In a process of its own, as a user would. */
  public static Result start(Path folder, String input, String... args)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        builder(folder, args).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A command that reads no input may have ended before it was all written.
    }
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("no end after 5 minutes: " + String.join(" ", args));
    }
    Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return result;
  }

  /** A process that is not started yet. */
  public static ProcessBuilder builder(Path folder, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    // Processes of seconds: the second compiler and a parallel collector only cost them time.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    // Not UTF-8: what the command prints must not depend on it.
    command.add("-Dfile.encoding=ISO-8859-1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.github.simloss.cli.Main");
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("LC_ALL", "C");
    return builder;
  }
}
