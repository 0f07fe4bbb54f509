package io.github.simloss.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** The Chromium that is installed, without a window; tests are skipped where there is none. */
public final class Chromium implements AutoCloseable {
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it, or skips the tests. */
  public static Chromium start() {
    Path program = null;
    for (String place : PLACES) {
      program = program == null && Files.isExecutable(Path.of(place)) ? Path.of(place) : program;
    }
    Assumptions.assumeTrue(
        program != null, "no Chromium is installed at " + String.join(", ", PLACES));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setHeadless(true)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run")));
    return new Chromium(playwright, browser);
  }

  /** The browser. */
  public Browser browser() {
    return browser;
  }

  /**
   * Opens a page, looks at it, and finds no error on the console and no request but for itself.
   *
   * @param folder where the page is put
   * @param html the page
   * @param width of the window
   * @param scheme light or dark
   * @param look what is asked of the page
   */
  void open(Path folder, String html, int width, ColorScheme scheme, Consumer<Page> look) {
    Path file = write(folder, html);
    List<String> complaints = new ArrayList<>();
    List<String> requests = new ArrayList<>();
    Browser.NewContextOptions options =
        new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme);
    try (BrowserContext context = browser.newContext(options)) {
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

  /** Opens a page where scripts do not run. */
  void openPlain(Path folder, String html, Consumer<Page> look) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions().setViewportSize(1280, 800).setJavaScriptEnabled(false);
    try (BrowserContext context = browser.newContext(options)) {
      Page page = context.newPage();
      page.navigate(write(folder, html).toUri().toString());
      look.accept(page);
    }
  }

  private static Path write(Path folder, String html) {
    try {
      return Files.writeString(folder.resolve("page.html"), html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
