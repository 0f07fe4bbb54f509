package io.github.simloss.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** Opens a page, looks at it, and finds no error on the console and no request but for itself. */
  private void open(String html, int width, ColorScheme scheme, Consumer<Page> look) {
    Path file = folder.resolve("page.html");
    try {
      Files.writeString(file, html);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    List<String> complaints = new ArrayList<>();
    List<String> requests = new ArrayList<>();
    Browser.NewContextOptions options =
        new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme);
    try (BrowserContext context = chromium.browser().newContext(options)) {
      Page page = context.newPage();
      page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
      page.onPageError(complaints::add);
      page.onRequest(request -> requests.add(request.url()));
      page.navigate(file.toUri().toString());
      look.accept(page);
      requests.removeIf(url -> url.startsWith("data:"));
      assertEquals(List.of(), complaints);
      assertEquals(1, requests.size(), requests.toString());
      assertEquals("undefined", page.evaluate("typeof window.pwned"));
    }
  }

  private static void assertDrawn(Locator charts) {
    assertTrue(charts.count() > 0);
    for (Locator chart : charts.all()) {
      var box = chart.boundingBox();
      assertTrue(box.width > 100 && box.height > 30, box.width + " x " + box.height);
    }
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
          assertDrawn(page.locator("figure.chart > svg"));
          Object length = page.evaluate("document.querySelector('path.line').getTotalLength()");
          assertTrue(((Number) length).doubleValue() > 100, "a line of length " + length);
          assertEquals(40, page.locator("circle.code").count() - 4, "dots and legend");
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
          assertDrawn(page.locator("figure.chart > svg"));
          assertEquals(8, page.locator("figure.dots").first().locator("circle.dot").count());
          assertEquals(4, page.locator(".samples > li").first().locator("dt").count());
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
            assertDrawn(shown.locator("figure.chart > svg"));
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
}
