package io.github.simloss.cli.report.page;

import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The document around the sections: style, script and data in one file. Its content security policy
 * lets no other script run and nothing be loaded, should a text ever find a way past the escaping.
 */
public final class Page {
  private static final String FOLDER = "/io/github/simloss/cli/report/";

  private Page() {}

  /**
   * A whole document.
   *
   * @param title the window's
   * @param sections the content
   * @param data what the page shows, for programs to read: {@code #report-data}
   * @param live whether it is served while training goes on
   */
  public static String of(String title, Html sections, Object data, boolean live) {
    String library = ChartLibrary.script();
    String charts = resource("charts.js");
    String script = resource("report.js");
    String template = resource("report.html");
    StringBuilder page = new StringBuilder();
    int from = 0;
    // One pass, so that nothing in a value is taken for a place of the template.
    for (int at = template.indexOf("{{"); at >= 0; at = template.indexOf("{{", from)) {
      int end = template.indexOf("}}", at);
      page.append(template, from, at);
      page.append(
          switch (template.substring(at + 2, end)) {
            case "title" -> Html.escape(title);
            case "policy" -> policy(List.of(library, charts, script), live);
            case "style" -> resource("report.css");
            case "library" -> library;
            case "charts" -> charts;
            case "script" -> script;
            case "mode" -> live ? "live" : "file";
            case "content" -> sections.toString();
            case "data" -> json(data);
            default ->
                throw new IllegalStateException("report.html: " + template.substring(at, end));
          });
      from = end + 2;
    }
    return page.append(template.substring(from)).toString();
  }

  /** JSON that can stand in a script element: it never ends it, nor begins a comment. */
  public static String json(Object data) {
    return Json.toLine(data)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String policy(List<String> scripts, boolean live) {
    StringBuilder hashes = new StringBuilder();
    scripts.forEach(script -> hashes.append(" 'sha256-").append(sha256(script)).append('\''));
    return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src"
        + hashes
        + "; base-uri 'none'; form-action 'none'"
        + (live ? "; connect-src 'self'" : "");
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks report/" + name);
      }
      // Browsers read a line end as \n, whatever the file has; the script's hash must fit that.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
