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
import io.github.simloss.experiment.inspection.Quality;
import io.github.simloss.io.json.Json;
import io.github.simloss.random.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final RunView RUN = Views.run("run", "plain");

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
            OverlayReport.page(List.of(Views.run(Views.HOSTILE, Views.HOSTILE), RUN)),
            ComparisonReport.page(Views.comparison(Views.HOSTILE)))) {
      assertFalse(page.contains("<script>window.pwned"), "a script of a text's");
      assertFalse(page.contains("<img"), "an image of a text's");
      assertEquals(4, page.split("</script>", -1).length - 1, "the data and the three scripts");
      assertTrue(page.contains("&lt;/script&gt;"));
      assertTrue(page.length() < 2_000_000, "under 2 MB");
      assertFalse(page.contains("{{"), "every place of the template is filled");
    }
    JsonNode read = data(RunReport.page(Views.run("name", Views.HOSTILE)));
    assertEquals(Views.HOSTILE, read.at("/samples/1/words/2/word").asText());
  }

  @Test
  void nothingIsLoadedFromElsewhereAndNoPathOfTheMachineIsShown() {
    String page = RunReport.page(Views.run("run", "plain"));
    String markup = page.replaceAll("(?s)<script>.*?</script>", "");
    assertFalse(markup.matches("(?s).*(src|href)=\"(?!data:|#).*"), "a link to elsewhere");
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
            "e", Views.config("ce"), List.of(), Inspection.NONE, SetScores.NONE, List.of(), null);
    assertTrue(RunReport.page(empty).contains("none yet"));
    ComparisonResult none =
        new ComparisonResult("n", 4, Views.config("ce"), List.of(), List.of(), List.of());
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
      double y = i == 7 ? Double.NaN : i == 70_007 ? 9 : Math.sin(i);
      points.add(new LineChart.Point(i, y, "p" + i));
    }
    String chart =
        new LineChart("t", "x", List.of(new LineChart.Series("s", null, 0, "strong", points)))
            .figure()
            .toString();
    assertTrue(chart.length() < 100_000, chart.length() + " characters");
    assertTrue(chart.contains("p99999"), "the last point is there");
    assertTrue(chart.contains("p70007"), "the highest point is there");
    assertTrue(chart.contains("s from 0.0000 to"), "what is read out");
    assertFalse(chart.contains("NaN"));
  }

  @Test
  void whatReadsLikeTheBestIsMarkedAndNothingElse() {
    String page = ComparisonReport.page(Views.comparison("x"));
    String results = page.substring(page.indexOf("id=\"results\""), page.indexOf("id=\"seeds\""));
    assertEquals(2, results.split("best: </span>0.7300", -1).length - 1, "both engines alike");
    assertEquals(2, results.split("best: </span>3.00", -1).length - 1, "fewer errors are better");
    assertEquals(4, results.split("best: </span>", -1).length - 1);
    String evaluations = RunReport.page(Views.run("r", "x"));
    assertEquals(1, evaluations.split("best: </span>", -1).length - 1, "one evaluation is best");
    assertTrue(evaluations.contains("best: </span>0.6000"));
  }

  @Test
  void tablesAndPicturesCanBeSavedAsNumbers() {
    String page = ComparisonReport.page(Views.comparison("=cmd,\"x\""));
    List<String> files = new ArrayList<>();
    String begin = "data:text/csv;charset=utf-8;base64,";
    for (int at = page.indexOf(begin); at >= 0; at = page.indexOf(begin, at + 1)) {
      int from = at + begin.length();
      byte[] bytes = Base64.getDecoder().decode(page.substring(from, page.indexOf('"', from)));
      files.add(new String(bytes, StandardCharsets.UTF_8));
    }
    assertEquals(page.split("<canvas", -1).length - 1 + 4, files.size(), "and four tables");
    assertTrue(
        files
            .get(0)
            .startsWith("loss,engine,seeds,sick accuracy,sick accuracy standard deviation"));
    assertTrue(files.get(0).contains("\nce,djl,2,0.63,0.0141"), files.get(0));
    assertTrue(files.stream().anyMatch(f -> f.contains(",\"'=cmd,\"\"x\"\" 2\"\n")), "no formula");
    assertTrue(files.stream().anyMatch(f -> f.contains("ce-djl-1,\"djl, dev\",100,3.4\n")));
  }

  @Test
  void sectionsFoldAndHaveOneLinkEach() {
    String page = RunReport.page(Views.run("r", "x"));
    List<String> ids = new ArrayList<>();
    Matcher sections = Pattern.compile("<details class=\"section\" id=\"(\\w+)\"").matcher(page);
    while (sections.find()) {
      ids.add(sections.group(1));
      assertEquals(2, page.split("href=\"#" + sections.group(1) + "\"", -1).length);
    }
    assertEquals(
        List.of(
            "learning",
            "quality",
            "sets",
            "reconstructions",
            "codes",
            "pairs",
            "neighbours",
            "evaluations",
            "settings"),
        ids);
    assertTrue(page.contains("25.0 %") && page.contains("50.0 %"), "quality at the top");
    for (String head : page.split("<th ", -1)) {
      assertTrue(head.equals(page.split("<th ", -1)[0]) || head.contains("scope=\""), head);
    }
  }

  @Test
  void textsCannotTurnTheDirectionOfOthers() {
    assertEquals("a\ufffdb\ufffd", Html.escape("a\u202eb\u2067"));
    assertEquals("\u05d0\u200f", Html.escape("\u05d0\u200f"));
  }

  @Test
  void modelThatAlwaysSaysTheSameIsCalledSo() {
    RunView view = Views.run("r", "x");
    assertFalse(RunReport.page(view).contains("one and the same answer"));
    Inspection shown = view.inspection();
    Inspection alike =
        new Inspection(
            shown.samples(),
            shown.neighbours(),
            shown.codes(),
            new Quality(40, 200, 10, Map.of("tokenAccuracy", 0.25), 0.9),
            shown.pairs());
    RunView collapsed =
        new RunView("r", view.config(), view.history(), alike, SetScores.NONE, List.of(), null);
    assertTrue(
        RunReport.page(collapsed).contains("90.0 % of the sentences get one and the same answer"));
  }

  @Test
  void whatTheCodesKnowIsShownWhereItWasMeasured() {
    String page = RunReport.page(Views.run("r", "x"));
    assertTrue(page.contains("What the codes know"));
    assertTrue(page.contains("81.2") || page.contains("0.812"), "the value of trec accuracy");
    RunView view = Views.run("r", "x");
    RunView without =
        new RunView(
            "r", view.config(), view.history(), view.inspection(), SetScores.NONE, List.of(), null);
    assertFalse(RunReport.page(without).contains("What the codes know"));
    String both = OverlayReport.page(List.of(view, without));
    assertTrue(both.contains("trec accuracy"), "a column of the results");
  }

  @Test
  void severalRunsAreLaidOverOneAnother() {
    RunView other =
        new RunView(
            "run",
            Views.config("ce"),
            Views.history(3),
            RUN.inspection(),
            SetScores.NONE,
            List.of(),
            null);
    String page = OverlayReport.page(List.of(RUN, other, other));
    assertTrue(page.contains("<h1>run, run (2), run (3)</h1>"), "runs of one name");
    assertTrue(page.contains("<figcaption>Loss ce</figcaption>"));
    assertTrue(page.contains("All runs were measured on the same sentences"));
    String differs =
        page.substring(page.indexOf("id=\"differences\""), page.indexOf("id=\"learning\""));
    assertTrue(differs.contains("soft-label") && !differs.contains("training sentences"), differs);
    assertFalse(page.contains("best: </span>"), "all are alike");
    RunView without =
        new RunView(
            "new",
            Views.config("ce"),
            List.of(),
            Inspection.NONE,
            SetScores.NONE,
            List.of("why"),
            null);
    String mixed = OverlayReport.page(List.of(RUN, without));
    assertTrue(mixed.contains("measured on different sentences"));
    assertTrue(mixed.contains("new: why"));
  }
}
