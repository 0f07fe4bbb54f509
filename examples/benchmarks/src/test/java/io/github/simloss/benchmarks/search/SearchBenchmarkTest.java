package io.github.simloss.benchmarks.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SearchBenchmarkTest {

  @Test
  void aRowForEachNumberOfQueriesAndThreads() {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new SearchBenchmark()).setOut(new PrintWriter(out));
    assertEquals(
        0,
        line.execute(
            "--sentences",
            "5000",
            "--code-size",
            "16",
            "--queries",
            "1,3",
            "--threads",
            "1,2",
            "--rounds",
            "1"));
    List<String> rows = out.toString().lines().skip(2).toList();
    assertEquals(4, rows.size(), out.toString());
    for (String row : rows) {
      assertTrue(row.matches("\\| 5,000 \\| [13] \\| [12] \\|( [0-9.]+ \\|){5}"), row);
    }
  }
}
