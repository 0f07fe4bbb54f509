package io.github.simloss.cli.report.chart;

import io.github.simloss.cli.report.page.Html;
import io.github.simloss.cli.report.page.Page;

/** A figure whose drawing {@code charts.js} makes from a description. */
final class Chart {
  private Chart() {}

  /**
   * A canvas with its caption.
   *
   * @param title the caption, null for none
   * @param label what is read out in the drawing's place
   * @param css a class of the figure beside {@code chart}, null for none
   * @param height of the drawing, in pixels; its width is that of the page's column
   * @param description a record that {@code charts.js} knows, its {@code kind} first
   */
  static Html figure(String title, String label, String css, int height, Object description) {
    Html html = new Html().open("figure", "class", css == null ? "chart" : "chart " + css);
    if (title != null) {
      html.element("figcaption", title);
    }
    html.open("div", "class", "plot", "style", "height:" + height + "px");
    html.element(
        "canvas", "", "role", "img", "aria-label", label, "data-chart", Page.json(description));
    return html.close().close();
  }
}
