package io.github.simloss.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
  @Test
  void lossesAreFoundOnceAndCannotBeTakenAway() {
    assertSame(Losses.discover(), Losses.discover());
    assertThrows(UnsupportedOperationException.class, () -> Losses.discover().all().clear());
  }

  /** In an application server or a plugin the context class loader sees other jars, or none. */
  @Test
  void theContextClassLoaderDoesNotMatter() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader own = new URLClassLoader(classPath.toArray(URL[]::new), platform)) {
      thread.setContextClassLoader(platform);
      Class<?> losses = own.loadClass(Losses.class.getName());
      Object found = losses.getMethod("discover").invoke(null);
      Collection<?> all = (Collection<?>) losses.getMethod("all").invoke(found);
      assertEquals(Losses.discover().all().size(), all.size());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
