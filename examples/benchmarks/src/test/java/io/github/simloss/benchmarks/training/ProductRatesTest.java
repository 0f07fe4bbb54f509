package io.github.simloss.benchmarks.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.backend.support.Processor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ProductRatesTest {
  @ParameterizedTest
  @ValueSource(strings = {"djl", "dl4j"})
  void threeRatesAndWhatTheyAreOf(String engine) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new ProductRates());
    line.setOut(new PrintWriter(out));
    assertEquals(0, line.execute(engine, "--runs", "1"));
    List<String> lines = out.toString().lines().toList();
    assertEquals(4, lines.size(), out::toString);
    assertTrue(lines.get(0).contains(Processor.description()), lines.get(0));
    for (String rate : lines.subList(1, 4)) {
      String[] words = rate.strip().split("\\s+", -1);
      assertTrue(Double.parseDouble(words[words.length - 2]) > 0, rate);
    }
  }
}
