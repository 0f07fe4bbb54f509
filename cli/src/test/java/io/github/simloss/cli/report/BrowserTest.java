package io.github.simloss.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages as a browser shows them. */
class BrowserTest {
  private static final int PHONE = 390;
  private static Chromium chromium;
  private @TempDir Path folder;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private void open(String html, int width, ColorScheme scheme, Consumer<Page> look) {
    chromium.open(folder, html, width, scheme, look);
  }

  /** Every canvas has a chart, fills its place, and has more than its background on it. */
  private static void assertDrawn(Page page) {
    Locator charts = page.locator("figure.chart canvas");
    assertTrue(charts.count() > 0);
    for (Locator chart : charts.all()) {
      var box = chart.boundingBox();
      assertTrue(box.width > 100 && box.height > 30, box.width + " x " + box.height);
      Object inked =
          chart.evaluate(
              "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)"
                  + ".data.filter((value, i) => i % 4 === 3 && value > 0).length");
      assertTrue(((Number) inked).intValue() > 500, inked + " pixels");
    }
  }

  /** What a script says of a page's chart, called {@code chart}. */
  private static Object ask(Page page, int chart, String expression) {
    return page.evaluate(
        "(() => { const chart = Chart.getChart(document.querySelectorAll('figure.chart canvas')["
            + chart
            + "]); return "
            + expression
            + "; })()");
  }

  private static void assertNoSidewaysScroll(Page page) {
    assertEquals(
        true,
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
        () ->
            "widest: "
                + page.evaluate(
                    "[...document.querySelectorAll('*')].sort((a, b) => b.getBoundingClientRect().right"
                        + " - a.getBoundingClientRect().right)[0].outerHTML.slice(0, 200)"));
  }

  @Test
  void runIsDrawnWithoutAComplaint() {
    open(
        RunReport.page(Views.run(Views.HOSTILE, Views.HOSTILE)),
        1200,
        ColorScheme.LIGHT,
        page -> {
          assertEquals(Views.HOSTILE, page.locator("h1").textContent());
          assertDrawn(page);
          assertEquals(
              "training, dev",
              ask(page, 0, "chart.legend.legendItems.map(i => i.text).join(', ')"));
          assertEquals(
              40, ask(page, 2, "chart.data.datasets.slice(0, 4).flatMap(s => s.data).length"));
          assertEquals(40, page.locator(".samples > li").count());
          assertEquals("flavor.71", page.locator(".samples mark.near3").first().textContent());
          assertEquals(
              "0.600",
              page.locator(".neighbours tbody tr").first().locator("td").nth(2).textContent());
          page.locator(".samples mark.near3").first().hover();
          assertEquals("for “taste”, cosine 0.71", page.locator("#tip").textContent());
        });
  }

  @Test
  void tableOfAComparisonIsRight() {
    open(
        ComparisonReport.page(Views.comparison(Views.HOSTILE)),
        1200,
        ColorScheme.LIGHT,
        page -> {
          Locator rows = page.locator(".results").first().locator("tbody tr");
          assertEquals(5, rows.count(), "four of losses and engines, one baseline");
          assertEquals("ce", rows.nth(0).locator("th").textContent());
          assertEquals(
              List.of("djl", "2", "0.6300 ± 0.0141", "3.00 ± 0.00", "–"),
              rows.nth(0).locator("td").allTextContents());
          assertEquals("soft-label:neighbours=3", rows.nth(2).locator("th").textContent());
          assertTrue(rows.nth(2).locator("td").nth(2).getAttribute("class").contains("best"));
          assertEquals("majority " + Views.HOSTILE, rows.nth(4).locator("th").textContent());
          assertEquals(8, page.locator(".runs-table tbody tr").count());
          assertDrawn(page);
          assertEquals(
              8, ask(page, 0, "chart.getDatasetMeta(0).data.length"), "a dot for each run");
          assertEquals(
              4, ask(page, 0, "chart.getDatasetMeta(1).data.length"), "a mean for each row");
          assertEquals(5, ask(page, 0, "chart.scales.y.ticks.length"), "rows with the baseline");
          assertEquals(4, page.locator(".samples > li").first().locator("dt").count());
          Locator weights = page.locator(".weights");
          assertEquals(
              List.of("word", "cosine", "ce", "soft-label:neighbours=3"),
              weights.locator("thead th").allTextContents());
          assertEquals(
              List.of("0.50", "0.400", "0.400"),
              weights.locator("tbody tr").nth(1).locator("td").allTextContents());
          int maps = ((Number) page.evaluate("Object.keys(Chart.instances).length")).intValue() - 4;
          assertEquals(
              20, ask(page, maps, "chart.data.datasets.slice(0, 4).flatMap(s => s.data).length"));
        });
  }

  @Test
  void phonesNeedNoSidewaysScroll() {
    String longWord = "incomprehensibilities".repeat(4);
    for (String page :
        List.of(
            RunReport.page(Views.run(longWord, longWord)),
            ComparisonReport.page(Views.comparison(longWord)))) {
      open(
          page,
          PHONE,
          ColorScheme.DARK,
          shown -> {
            assertNoSidewaysScroll(shown);
            assertDrawn(shown);
          });
    }
  }

  @Test
  void lightAndDarkDiffer() {
    List<Object> grounds = new ArrayList<>();
    List<Object> inks = new ArrayList<>();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      open(
          RunReport.page(Views.run("run", "word")),
          1200,
          scheme,
          page -> {
            grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"));
            inks.add(page.evaluate("getComputedStyle(document.body).color"));
          });
    }
    assertNotEquals(grounds.get(0), grounds.get(1));
    assertNotEquals(inks.get(0), inks.get(1));
  }

  @Test
  void pointsSayWhatTheyAre() {
    open(
        RunReport.page(Views.run("run", "word")),
        1200,
        ColorScheme.LIGHT,
        page -> {
          page.locator("figure.chart canvas").first().scrollIntoViewIfNeeded();
          @SuppressWarnings("unchecked")
          Map<String, Number> at =
              (Map<String, Number>)
                  ask(
                      page,
                      0,
                      "(() => { const box = chart.canvas.getBoundingClientRect();"
                          + " const point = chart.getDatasetMeta(1).data[1];"
                          + " return {x: box.x + point.x, y: box.y + point.y}; })()");
          page.mouse().move(at.get("x").doubleValue(), at.get("y").doubleValue());
          page.waitForFunction("Object.values(Chart.instances)[0].tooltip.opacity > 0");
          assertEquals(
              "dev 1.8000 at step 200, epoch 2",
              ask(page, 0, "chart.tooltip.body.flatMap(b => b.lines).join(' ')"));
        });
  }

  @Test
  void chartsTakeTheColoursOfTheirGround() {
    open(
        ComparisonReport.page(Views.comparison("word")),
        1200,
        ColorScheme.LIGHT,
        page -> {
          String ink = "chart.options.plugins.tooltip.backgroundColor";
          Object light = ask(page, 0, ink);
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
          // The page hears of it by an event, some time later; it forbids what could wait in it.
          Object dark = ask(page, 0, ink);
          for (int k = 0; k < 100 && dark.equals(light); k++) {
            page.waitForTimeout(50);
            dark = ask(page, 0, ink);
          }
          assertNotEquals(light, dark);
          page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
          assertEquals(light, ask(page, 0, ink), "paper is never dark");
          page.evaluate("window.dispatchEvent(new Event('afterprint'))");
          assertEquals(dark, ask(page, 0, ink));
          assertDrawn(page);
        });
  }

  @Test
  void seedsOfAnEngineAreHiddenTogether() {
    open(
        ComparisonReport.page(Views.comparison("word")),
        1200,
        ColorScheme.LIGHT,
        page -> {
          int chart =
              ((Number) page.evaluate("document.querySelectorAll('figure.dots canvas').length"))
                  .intValue();
          String shown = "chart.getVisibleDatasetCount()";
          int before = ((Number) ask(page, chart, shown)).intValue();
          ask(
              page,
              chart,
              "chart.options.plugins.legend.onClick(null, chart.legend.legendItems[0], chart.legend)");
          assertEquals(before - 2, ask(page, chart, shown), "two seeds");
          page.evaluate("simlossCharts.draw()");
          assertEquals(before - 2, ask(page, chart, shown), "and stay so");
          assertEquals(4, ask(page, chart, "chart.legend.legendItems.length"), "one entry a label");
        });
  }
}
