package io.github.simloss.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
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
  private static final List<Integer> WIDTHS = List.of(1280, 768, 390);
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

  /** Elements whose text does not fit and cannot be scrolled to, but for what is only read out. */
  private static final String CLIPPED =
      "[...document.querySelectorAll('main *')].filter(e => !e.closest('.sr, thead') &&"
          + " ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.scrollWidth >"
          + " e.clientWidth + 1).concat([...document.querySelectorAll('main *')].filter(e =>"
          + " !e.closest('.scroll, .sr, thead') && e.getBoundingClientRect().right >"
          + " document.documentElement.clientWidth + 1)).map(e => e.outerHTML.slice(0, 100))";

  /** Texts with less contrast than 4.5:1 to what is behind them. */
  private static final String PALE =
      "(() => { const parse = c => c.match(/[\\d.]+/g).map(Number);"
          + " const light = c => { const [r, g, b] = parse(c).map(v => { v /= 255; return v <= 0.03928"
          + " ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722"
          + " * b; };"
          + " const ground = e => { for (; e; e = e.parentElement) { const c ="
          + " getComputedStyle(e).backgroundColor; const p = parse(c); if (p.length < 4 || p[3] > 0)"
          + " return c; } return 'rgb(255, 255, 255)'; };"
          + " return [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n =>"
          + " n.nodeType === 3 && n.data.trim()) && e.getClientRects().length > 0 &&"
          + " !e.closest('script, style, noscript')).filter(e => { const a ="
          + " light(getComputedStyle(e).color), b = light(ground(e)); return (Math.max(a, b) + 0.05) /"
          + " (Math.min(a, b) + 0.05) < 4.5; }).map(e => e.outerHTML.slice(0, 100)); })()";

  private static void assertNoSidewaysScroll(Page page) {
    assertEquals(
        true,
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
        () ->
            page.evaluate("document.documentElement.clientWidth")
                + " px: "
                + page.evaluate(
                    "[...document.querySelectorAll('*')].filter(e => !e.closest('.scroll'))"
                        + ".concat([...document.querySelectorAll('.scroll .sr, thead')])"
                        + ".filter(e => e.getBoundingClientRect().right >"
                        + " document.documentElement.clientWidth).map(e =>"
                        + " e.outerHTML.slice(0, 100))"));
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
              "dev sentences, training sentences",
              ask(page, 0, "chart.legend.legendItems.map(i => i.text).join(', ')"));
          assertEquals(
              40, ask(page, 2, "chart.data.datasets.slice(0, 4).flatMap(s => s.data).length"));
          assertEquals(40, page.locator(".samples > li").count());
          assertEquals("flavor.71", page.locator(".samples mark.near3").first().textContent());
          assertEquals("40 of 40 shown", page.locator("#shown").textContent());
          assertEquals(
              "0.600",
              page.locator(".neighbours tbody tr").first().locator("td").nth(1).textContent());
          page.locator(".samples mark.near3").first().hover();
          assertEquals("in place of “taste”, cosine 0.71", page.locator("#tip").textContent());
        });
  }

  @Test
  void tableOfAComparisonIsRight() {
    open(
        ComparisonReport.page(Views.comparison(Views.HOSTILE)),
        1200,
        ColorScheme.LIGHT,
        page -> {
          Locator rows = page.locator("#results .data").locator("tbody tr");
          assertEquals(5, rows.count(), "four of losses and engines, one baseline");
          assertEquals("ce", rows.nth(0).locator("th").textContent());
          assertEquals(
              List.of("djl", "2", "≈ perhaps as good: 0.6300 ± 0.0141", "★ best: 3.00 ± 0.00", "–"),
              rows.nth(0).locator("td").allTextContents());
          assertEquals("soft-label:neighbours=3", rows.nth(2).locator("th").textContent());
          assertTrue(rows.nth(2).locator("td").nth(2).getAttribute("class").contains("best"));
          assertEquals(
              "700",
              rows.nth(2)
                  .locator("td")
                  .nth(2)
                  .evaluate("cell => getComputedStyle(cell).fontWeight"));
          assertEquals("majority " + Views.HOSTILE, rows.nth(4).locator("th").textContent());
          assertEquals(8, page.locator("#runs tbody tr").count());
          assertDrawn(page);
          assertEquals(
              8, ask(page, 0, "chart.getDatasetMeta(0).data.length"), "a dot for each run");
          assertEquals(
              4, ask(page, 0, "chart.getDatasetMeta(1).data.length"), "a mean for each row");
          assertEquals(5, ask(page, 0, "chart.scales.y.ticks.length"), "rows with the baseline");
          assertEquals(4, page.locator(".samples > li").first().locator("dt").count());
          Locator weights = page.locator("#neighbours");
          assertEquals(
              List.of("word", "cosine", "ce", "soft-label:neighbours=3"),
              weights.locator("thead th").allTextContents());
          assertEquals(
              List.of("0.50", "0.400", "0.400"),
              weights.locator("tbody tr").nth(1).locator("td").allTextContents());
          assertEquals(
              20, ask(page, 4, "chart.data.datasets.slice(0, 4).flatMap(s => s.data).length"));
        });
  }

  @Test
  void nothingIsClippedAtAnyWidth() {
    String longWord = "incomprehensibilities".repeat(4);
    for (String page :
        List.of(
            RunReport.page(Views.run(longWord, longWord)),
            OverlayReport.page(List.of(Views.run(longWord, longWord), Views.run("b", "short"))),
            ComparisonReport.page(Views.comparison(longWord)))) {
      for (int width : WIDTHS) {
        open(
            page,
            width,
            width < 700 ? ColorScheme.DARK : ColorScheme.LIGHT,
            shown -> {
              shown.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
              assertNoSidewaysScroll(shown);
              assertEquals(List.of(), shown.evaluate(CLIPPED), width + " px");
              assertEquals(List.of(), shown.evaluate(PALE), width + " px");
              assertDrawn(shown);
            });
      }
    }
  }

  @Test
  void tableWiderThanItsBoxScrollsAndSaysSo() {
    String page = ComparisonReport.page(Views.comparison("incomprehensibilities".repeat(4)));
    open(
        page,
        768,
        ColorScheme.LIGHT,
        shown -> {
          String hint = "getComputedStyle(document.querySelector('#runs .hint')).display";
          assertEquals("none", shown.evaluate(hint));
          shown.evaluate("document.querySelector('#runs table').style.width = '1500px'");
          shown.evaluate("window.dispatchEvent(new Event('resize'))");
          assertEquals("block", shown.evaluate(hint));
          assertNoSidewaysScroll(shown);
        });
  }

  @Test
  void sentencesAreFoundChosenAndSorted() {
    open(
        RunReport.page(Views.run("run", "word")),
        1280,
        ColorScheme.LIGHT,
        page -> {
          Locator first = page.locator("#samples > li:not([hidden]) .input").first();
          assertEquals("sentence 0 word", first.textContent());
          page.locator("#order").selectOption("kept");
          assertEquals("sentence 39 word", first.textContent(), "fewest words kept");
          page.locator("#order").selectOption("-kept");
          assertEquals("sentence 0 word", first.textContent());
          page.locator("#find").fill("SENTENCE 3");
          assertEquals("11 of 40 shown", page.locator("#shown").textContent(), "3 and 30 to 39");
          page.locator("#find").fill("");
          page.locator("#which").selectOption("same");
          assertEquals("1 of 40 shown", page.locator("#shown").textContent());
        });
  }

  @Test
  void ticksComeFromTheDataAndNoTwoReadAlike() {
    open(
        ComparisonReport.page(Views.comparison("word")),
        1280,
        ColorScheme.LIGHT,
        page -> {
          Object count = page.evaluate("document.querySelectorAll('figure.chart canvas').length");
          for (int i = 0; i < ((Number) count).intValue(); i++) {
            Object bad =
                ask(
                    page,
                    i,
                    "['x', 'y'].filter(a => { const t = chart.scales[a].ticks.map(k => k.label);"
                        + " return chart.scales[a].options.ticks.display && !(a === 'y' &&"
                        + " chart.canvas.closest('.dots')) && (t.length < 3 || new Set(t).size <"
                        + " t.length); })");
            assertEquals(List.of(), bad, "chart " + i);
          }
          assertEquals(
              true,
              ask(
                  page,
                  0,
                  "chart.scales.x.min > 0.3 && chart.scales.x.max < 0.9 &&"
                      + " chart.scales.x.ticks.every(t => Math.abs(t.value - t.label) < 1e-9)"),
              "scores of 0.5 to 0.74");
          assertEquals(
              "0",
              ask(page, 1, "String(chart.scales.x.min < 0 ? 1 : 0)"),
              "errors are not below 0");
        });
  }

  @Test
  void enginesDifferByDashAndShapeToo() {
    open(
        ComparisonReport.page(Views.comparison("word")),
        1280,
        ColorScheme.LIGHT,
        page -> {
          Object styles =
              ask(
                  page,
                  2,
                  "[...new Set(chart.data.datasets.filter(d => d.label.endsWith('dev')).map(d =>"
                      + " d.label + d.borderDash + d.pointStyle))]");
          assertEquals(List.of("djl, devcircle", "dl4j, dev7,4triangle"), styles);
          assertEquals(
              "bottom", ask(page, 2, "chart.options.plugins.legend.position"), "beside the curves");
        });
  }

  @Test
  void pageIsReadWithoutJavaScriptAndOnPaper() {
    chromium.openPlain(
        folder,
        ComparisonReport.page(Views.comparison("word")),
        page -> {
          assertTrue(page.locator("#results .data").isVisible());
          assertTrue(page.locator("noscript").first().textContent().contains("JavaScript"));
          assertEquals(0, page.locator(".plot:visible").count());
          assertEquals(0, page.locator(".tools:visible").count());
          assertTrue(page.locator("#seeds .download").first().isVisible());
          page.locator("#results > summary").click();
          assertTrue(page.locator("#results .data").isHidden(), "folds");
        });
    open(
        ComparisonReport.page(Views.comparison("word")),
        700,
        ColorScheme.DARK,
        page -> {
          double onScreen = page.locator(".plot canvas").first().boundingBox().height;
          page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
          page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
          page.waitForTimeout(300);
          double onPaper = page.locator(".plot canvas").first().boundingBox().height;
          assertEquals(onScreen, onPaper, 0.2 * onScreen, "pictures are not pressed flat");
          assertEquals(0, page.locator(".download:visible, .tools:visible").count());
          assertEquals(
              "rgb(0, 0, 0)", page.evaluate("getComputedStyle(document.body).color"), "black");
          assertNoSidewaysScroll(page);
        });
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
                          + " const point = chart.getDatasetMeta(0).data[1];"
                          + " return {x: box.x + point.x, y: box.y + point.y}; })()");
          page.mouse().move(at.get("x").doubleValue(), at.get("y").doubleValue());
          page.waitForFunction("Object.values(Chart.instances)[0].tooltip.opacity > 0");
          assertEquals(
              "dev sentences 1.8000 at step 200, epoch 2",
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
