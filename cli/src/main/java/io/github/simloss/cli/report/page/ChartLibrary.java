package io.github.simloss.cli.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Chart.js, the library that draws a page's charts, from its jar on the class path. It is written
 * into every page, licence notice and all, so that a page loads nothing.
 */
final class ChartLibrary {
  private static final String POM = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private ChartLibrary() {}

  /** The script. */
  static String script() {
    Properties pom = new Properties();
    try (InputStream in = open(POM)) {
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name =
        "META-INF/resources/webjars/chart.js/" + pom.getProperty("version") + "/dist/chart.umd.js";
    try (InputStream in = open(name)) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
      // The map for debuggers is another file, which a page does not have.
      return script.replaceFirst("//# sourceMappingURL=\\S*\\s*$", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = ChartLibrary.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the class path lacks " + name + " of Chart.js");
    }
    return in;
  }
}
