package io.github.simloss.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.cli.report.chart.LineChart;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.experiment.comparison.ComparisonResult;
import io.github.simloss.experiment.inspection.Inspection;
import io.github.simloss.io.json.Json;
import io.github.simloss.random.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private static JsonNode data(String page) {
    String begin = "id=\"report-data\">";
    int from = page.indexOf(begin) + begin.length();
    return Json.parse(
        page.substring(from, page.indexOf("</script>", from)), "page", JsonNode.class);
  }

  @Test
  void textsNeverBecomeMarkup() {
    for (String page :
        List.of(
            RunReport.page(Views.run(Views.HOSTILE, Views.HOSTILE)),
            ComparisonReport.page(Views.comparison(Views.HOSTILE)))) {
      assertFalse(page.contains("<script>window.pwned"), "a script of a text's");
      assertFalse(page.contains("<img"), "an image of a text's");
      assertEquals(4, page.split("</script>", -1).length - 1, "the data and the three scripts");
      assertTrue(page.contains("&lt;/script&gt;"));
      assertTrue(page.length() < 2_000_000, "under 2 MB");
      assertFalse(page.contains("{{"), "every place of the template is filled");
    }
    JsonNode read = data(RunReport.page(Views.run("name", Views.HOSTILE)));
    assertEquals(Views.HOSTILE, read.at("/samples/0/words/2/word").asText());
  }

  @Test
  void nothingIsLoadedFromElsewhereAndNoPathOfTheMachineIsShown() {
    String page = RunReport.page(Views.run("run", "plain"));
    String markup = page.replaceAll("(?s)<script>.*?</script>", "");
    assertFalse(markup.matches("(?s).*(src|href)=\"(?!data:,).*"), "a link to elsewhere");
    assertFalse(page.contains("sourceMappingURL"), "a file that is not there");
    assertTrue(page.contains("Released under the MIT License"), "the library's notice");
    assertFalse(markup.contains("url("));
    assertFalse(page.contains("/data/"), "only the file's name");
    assertTrue(page.contains("default-src 'none'"), "a policy");
  }

  @Test
  void pageOfARunWithoutAnything() {
    RunView empty =
        new RunView("e", Views.config("ce"), List.of(), Inspection.NONE, List.of(), null);
    assertTrue(RunReport.page(empty).contains("none yet"));
    ComparisonResult none = new ComparisonResult("n", 4, Views.config("ce"), List.of(), List.of());
    assertTrue(ComparisonReport.page(none).contains("No run is done yet"));
  }

  @Test
  void escapingSurvivesAnyText() {
    for (long seed = 0; seed < 300; seed++) {
      SeededRandom random = new SeededRandom(seed);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        text.append((char) random.nextInt(random.nextInt(2) == 0 ? 128 : 65536));
      }
      String escaped = Html.escape(text.toString());
      assertFalse(escaped.matches("(?s).*[<>\"'].*"), "seed " + seed);
      byte[] utf8 = escaped.getBytes(StandardCharsets.UTF_8);
      assertEquals(escaped, new String(utf8, StandardCharsets.UTF_8), "seed " + seed);
    }
    assertEquals("a&amp;&lt;&#39;\ud83d\ude00\ufffd", Html.escape("a&<'\ud83d\ude00\ud83d"));
  }

  @Test
  void elementsMustBeClosed() {
    Html html = new Html().open("p");
    assertThrows(IllegalStateException.class, html::toString);
    assertEquals("<p>x</p>", html.text("x").close().toString());
  }

  @Test
  void samplesOfACurveStayFew() {
    List<LineChart.Point> points = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      points.add(new LineChart.Point(i, i == 7 ? Double.NaN : Math.sin(i), "p" + i));
    }
    String chart =
        new LineChart("t", "x", List.of(new LineChart.Series("s", 0, "solid", points)))
            .figure()
            .toString();
    assertTrue(chart.length() < 100_000, chart.length() + " characters");
    assertTrue(chart.contains("p99999"), "the last point is there");
    assertFalse(chart.contains("NaN"));
  }
}
