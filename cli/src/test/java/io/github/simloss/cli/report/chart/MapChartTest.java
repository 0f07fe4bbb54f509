package io.github.simloss.cli.report.chart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.experiment.inspection.CodeMap;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MapChartTest {
  private static String page(int... tokens) {
    List<CodeMap.Point> points =
        Arrays.stream(tokens).mapToObj(t -> new CodeMap.Point(t % 7, t % 5, t, "a")).toList();
    return new MapChart(new CodeMap(points, 0.5)).small("map").toString().replace("&quot;", "\"");
  }

  @Test
  void theShadesShareTheLengths() {
    assertTrue(page(3, 12).contains("[\"3–5\",\"6–7\",\"8–10\",\"11–12 tokens\"]"), page(3, 12));
    assertTrue(page(4, 5).contains("[\"4\",\"–\",\"5\",\"– tokens\"]"), page(4, 5));
  }

  /** As a result's file may claim: the page was never finished. */
  @Test
  void anyNumberOfTokensIsShownInShortTime() {
    String page =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> page(Integer.MIN_VALUE, 5, Integer.MAX_VALUE));
    assertTrue(page.contains("2147483647 tokens"), page);
  }
}
