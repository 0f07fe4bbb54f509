package io.github.simloss.cli.report.chart;

import io.github.simloss.cli.report.page.Csv;
import io.github.simloss.cli.report.page.Html;
import io.github.simloss.cli.report.page.Page;

/** A figure whose drawing {@code charts.js} makes from a description. */
final class Chart {
  private Chart() {}

  /**
   * A canvas with its caption and its numbers.
   *
   * @param title the caption, null for none
   * @param note what stands below the caption, null for nothing
   * @param label what is read out in the drawing's place
   * @param css a class of the figure beside {@code chart}, null for none
   * @param height of the drawing, in pixels; its width is that of the page's column
   * @param description a record that {@code charts.js} knows, its {@code kind} first
   * @param numbers what is drawn, to be saved
   */
  static Html figure(
      String title,
      String note,
      String label,
      String css,
      int height,
      Object description,
      Csv numbers) {
    Html html = new Html().open("figure", "class", css == null ? "chart" : "chart " + css);
    if (title != null) {
      html.open("figcaption").text(title);
      if (note != null) {
        html.element("span", note, "class", "quiet");
      }
      html.close();
    }
    html.open("div", "class", "plot", "style", "height:" + height + "px");
    html.element(
        "canvas", "", "role", "img", "aria-label", label, "data-chart", Page.json(description));
    return html.close().add(numbers.link(title == null ? label : title)).close();
  }
}
