package io.github.simloss.backend.support;

import java.util.function.Supplier;

/**
 * Loads an engine's library where the engine itself was loaded. Such libraries look for their parts
 * by the thread's context class loader, which in a thread of the common pool, an application server
 * or a plugin sees other jars.
 *
 * @since 0.2.0
 */
public final class OwnClassLoader {
  private OwnClassLoader() {}

  /**
   * Runs something with the class loader of a class as the thread's own, which then has the one it
   * had.
   *
   * @param type a class of the engine
   * @param action what is run
   */
  public static <T> T of(Class<?> type, Supplier<T> action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(type.getClassLoader());
    try {
      return action.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
