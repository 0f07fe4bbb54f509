package io.github.simloss.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.run.checkpoint.HistoryEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  @Test
  void aSampleIsALineHoweverLongItIs() {
    StringWriter err = new StringWriter();
    TrainableModel none =
        (TrainableModel)
            Proxy.newProxyInstance(
                TrainableModel.class.getClassLoader(),
                new Class<?>[] {TrainableModel.class},
                (proxy, method, arguments) -> null);
    try (ProgressDisplay display = new ProgressDisplay(new PrintWriter(err, true), 0)) {
      display.evaluated(
          new HistoryEntry(1, 1, 2, 3, 4, 5, false, null),
          List.of(new Reconstruction("soup " + "\u0001".repeat(60_000), "the\npie")),
          none);
    }
    List<String> lines = err.toString().lines().toList();
    assertEquals(3, lines.size(), err.toString());
    assertTrue(lines.get(1).startsWith("    soup \\u0001") && lines.get(1).length() < 330);
    assertEquals("      -> the\\u000apie", lines.get(2));
  }
}
