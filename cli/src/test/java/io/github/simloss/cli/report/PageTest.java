package io.github.simloss.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
        new RunView(
            "e", Views.config("ce"), List.of(), List.of(), List.of(), null, List.of(), null);
    assertTrue(RunReport.page(empty).contains("none yet"));
    ComparisonView none =
        new ComparisonView("n", 4, Views.config("ce"), List.of(), List.of(), List.of());
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
  void tableHasMeanAndSpreadOverSeeds() {
    ComparisonTable table = Views.comparison("x").table();
    assertEquals(4, table.rows().size());
    MeanAndSpread value = table.rows().get(0).scores().get("sick accuracy");
    assertEquals(0.63, value.mean(), 1e-12);
    assertEquals(Math.sqrt(2 * 0.01 * 0.01), value.spread(), 1e-12);
    assertEquals(2, value.count());
    assertEquals("soft-label:neighbours=3", table.best(table.columns().get(0)).label());
    assertEquals("ce", table.best(table.columns().get(1)).label(), "fewer errors");
    assertNull(table.best(table.columns().get(2)), "nobody has it");
    assertEquals(1, table.baselines().size());
    assertEquals(0.5, table.baselines().get(0).scores().get("sick accuracy").mean());
    assertNull(MeanAndSpread.of(List.of(3.0)).spread(), "one seed has no spread");
  }

  @Test
  void principalAxesAreThoseOfTheData() {
    SeededRandom random = new SeededRandom(5);
    int rows = 200;
    float[] data = new float[rows * 3];
    for (int i = 0; i < rows; i++) {
      data[3 * i] = (float) (1 + 0.1 * random.nextGaussian());
      data[3 * i + 1] = (float) (-2 + 5 * random.nextGaussian());
      data[3 * i + 2] = (float) (2 * random.nextGaussian());
    }
    Pca pca = Pca.of(data, rows, 3);
    assertTrue(pca.explained() > 0.99, "explained " + pca.explained());
    double mean = 0;
    double off = 0;
    for (int i = 0; i < rows; i++) {
      mean += pca.at(i, 0) / rows;
      off += Math.abs(pca.at(i, 0) - (data[3 * i + 1] + 2)) / rows;
    }
    assertEquals(0, mean, 1e-9, "centred");
    assertTrue(off < 1.5, "the first axis is the widest column, off by " + off);
    assertEquals(0, Pca.of(new float[6], 2, 3).explained(), "no variance");
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
