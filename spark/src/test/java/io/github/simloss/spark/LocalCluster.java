package io.github.simloss.spark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A driver with a master and two workers in it, whose executors are processes of their own, so that
 * one of them can be killed.
 */
final class LocalCluster implements AutoCloseable {
  private final Process driver;
  private final Path log;

  private LocalCluster(Process driver, Path log) {
    this.driver = driver;
    this.log = log;
  }

  /**
   * Starts a driver.
   *
   * @param folder for its log and what Spark writes
   * @param megabytes of memory for the driver and for each executor
   * @param options of the driver's Java
   * @param main what it runs
   * @param arguments of that
   */
  static LocalCluster start(
      Path folder, int megabytes, List<String> options, Class<?> main, Collection<String> arguments)
      throws IOException {
    // Spark looks for its jars there; the class path has them already.
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("jars"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Spark's launcher opens, as this process has it; not the agent that counts coverage.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(one -> one.startsWith("--add") || one.startsWith("-XX:+Ignore"))
        .forEach(command::add);
    String path = System.getProperty("java.class.path");
    command.addAll(
        List.of(
            "-Xmx" + megabytes + "m",
            "-Dspark.master=local-cluster[2,1," + megabytes + "]",
            "-Dspark.executor.memory=" + megabytes + "m",
            "-Dspark.executor.extraClassPath=" + path,
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.ui.enabled=false"));
    command.addAll(options);
    command.addAll(List.of("-cp", path, main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Path log = folder.resolve("driver.log");
    return new LocalCluster(
        builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  /** Something to wait for. */
  interface Moment {
    boolean reached() throws IOException;
  }

  /** Kills an executor once a moment is reached, unless the driver ends before. */
  boolean killAnExecutorAt(Moment moment) throws IOException, InterruptedException {
    Optional<ProcessHandle> killed = Optional.empty();
    while (killed.isEmpty() && driver.isAlive()) {
      if (moment.reached()) {
        // A driver has no other processes below it than its executors.
        killed = driver.descendants().findFirst();
        killed.ifPresent(ProcessHandle::destroyForcibly);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return killed.isPresent();
  }

  /** How the driver ended; negative if it did not in time. */
  int end(int seconds) throws InterruptedException {
    return driver.waitFor(seconds, TimeUnit.SECONDS) ? driver.exitValue() : -1;
  }

  /** What driver and cluster said. */
  String said() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    driver.descendants().forEach(ProcessHandle::destroyForcibly);
    driver.destroyForcibly();
  }
}
