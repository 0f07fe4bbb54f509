package io.github.simloss.testing;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * A program of somebody else's that uses the library: in a process of its own, whose jars a class
 * loader of a plugin holds, in a thread of the common pool, which knows nothing of that loader.
 */
public final class LibraryUse {
  private LibraryUse() {}

  /**
   * Runs a program, then prints the system properties that came or changed.
   *
   * @param args the name of a class of tests that is a {@link Runnable}
   */
  public static void main(String[] args) throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String entry : System.getProperty("plugin.path").split(File.pathSeparator, -1)) {
      jars.add(Path.of(entry).toUri().toURL());
    }
    Properties before = (Properties) System.getProperties().clone();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader plugin = new URLClassLoader(jars.toArray(URL[]::new), platform)) {
      Runnable program =
          (Runnable) plugin.loadClass(args[0]).getDeclaredConstructor().newInstance();
      ForkJoinPool.commonPool().submit(program).get();
    }
    for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
      if (!System.getProperty(name).equals(before.getProperty(name))) {
        System.out.println("property " + name);
      }
    }
    System.out.flush();
    // Engines leave native threads behind that are no daemons.
    Runtime.getRuntime().halt(0);
  }

  /**
   * What such a process prints, line by line; what is logged is left out.
   *
   * @param program a class of tests
   * @param options of the JVM
   */
  public static List<String> lines(Class<? extends Runnable> program, String... options)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("simloss-library-use", ".txt");
    String own = LibraryUse.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", own));
    command.add("-Dplugin.path=" + System.getProperty("java.class.path"));
    command.addAll(List.of(options));
    command.addAll(List.of(LibraryUse.class.getName(), program.getName()));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(output.toFile());
      builder.environment().remove("OMP_WAIT_POLICY");
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
      }
      return Files.readAllLines(output, StandardCharsets.UTF_8);
    } finally {
      Files.delete(output);
    }
  }
}
