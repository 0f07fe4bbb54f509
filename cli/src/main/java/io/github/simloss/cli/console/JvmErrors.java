package io.github.simloss.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the JVM says when it runs out of something, in one line with the right fix. */
final class JvmErrors {
  private static final String TOO_MANY = "too many open files";

  private static final String FILES =
      "too many files are open: close other programs or raise the limit with ulimit -n 4096";

  private JvmErrors() {}

  /** The line, or null for what is no such failure. Causes count: libraries wrap what they meet. */
  static String message(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 20; depth++) {
      String found = of(at);
      if (found != null) {
        return found;
      }
      at = at.getCause();
    }
    return null;
  }

  private static String of(Throwable failure) {
    String said = String.valueOf(failure.getMessage());
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains(TOO_MANY)) {
      return FILES;
    }
    if (failure instanceof OutOfMemoryError) {
      return outOfMemory(lower);
    }
    if (failure instanceof StackOverflowError) {
      return "the JVM's stack is too small: give it more with SIMLOSS_OPTS=-Xss16m";
    }
    if (failure instanceof LinkageError) {
      // An initializer's own failure says more than that it failed; unless it is one of the above.
      Throwable cause = failure.getCause();
      String better = cause == null ? null : message(cause);
      if (better != null) {
        return better;
      }
      // Java takes a jar that it cannot open for one without the class.
      if (!filesCanBeOpened()) {
        return FILES;
      }
      return "a class or library cannot be loaded ("
          + (cause == null ? failure : cause)
          + "): install simloss again, or check the jars you added; 'simloss backends' shows which"
          + " engines start";
    }
    if (failure instanceof InternalError && lower.contains("unsafe memory access")) {
      return "a file became shorter while it was read, or its disk failed: run it again";
    }
    return null;
  }

  private static boolean filesCanBeOpened() {
    Path any = Path.of(System.getProperty("java.home"), "release");
    try {
      Files.newInputStream(any).close();
      return true;
    } catch (IOException e) {
      return !String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(TOO_MANY);
    }
  }

  private static String outOfMemory(String said) {
    if (said.contains("thread")) {
      return "no more threads can be started: end other programs, raise the limit with ulimit -u, or"
          + " give a smaller --threads";
    }
    if (said.contains("direct buffer") || said.contains("direct memory")) {
      return "out of memory outside the heap: give the JVM more with"
          + " SIMLOSS_OPTS=-XX:MaxDirectMemorySize=8g, or use a smaller batch or vocabulary";
    }
    if (said.contains("map failed")) {
      return "a file cannot be mapped into memory: raise the limit with ulimit -v unlimited, or free"
          + " memory";
    }
    if (said.contains("metaspace") || said.contains("class space")) {
      return "out of memory for classes: give the JVM more with SIMLOSS_OPTS=-XX:MaxMetaspaceSize=512m";
    }
    if (said.contains("array size")) {
      return "something is larger than the JVM can hold in one piece: use a smaller batch, vocabulary"
          + " or file";
    }
    return "out of memory: give the JVM more with SIMLOSS_OPTS=-Xmx8g, or use a smaller batch or"
        + " vocabulary";
  }
}
