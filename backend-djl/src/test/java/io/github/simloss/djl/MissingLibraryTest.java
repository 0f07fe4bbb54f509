package io.github.simloss.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A class path that was put together by hand, with our module and without its library. */
class MissingLibraryTest {

  @Test
  void openingTheEngineNamesWhatIsMissing() throws Exception {
    List<URL> urls = new ArrayList<>();
    int without = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Path.of(entry).toUri().getPath().contains("/ai/djl/")) {
        without++;
      } else {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    assertTrue(without > 0, "the library is not where this test looks for it");
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Object backend =
          loader.loadClass(DjlBackend.class.getName()).getDeclaredConstructor().newInstance();
      Class<?> config = loader.loadClass("io.github.simloss.backend.EngineConfig");
      InvocationTargetException thrown =
          assertThrows(
              InvocationTargetException.class,
              () ->
                  backend
                      .getClass()
                      .getMethod("open", config)
                      .invoke(backend, config.getField("CPU").get(null)));
      Throwable failure = thrown.getCause();
      assertEquals("io.github.simloss.SimlossException", failure.getClass().getName());
      assertTrue(
          failure.getMessage().startsWith("the engine 'djl' lacks a library (no class "),
          failure.getMessage());
      assertTrue(failure.getMessage().contains("docs/installing.md"), failure.getMessage());
    }
  }
}
