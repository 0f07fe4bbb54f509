package io.github.simloss.cli.report.page;

import java.util.ArrayList;
import java.util.List;

/** The sections of a page: each folds, and a table of contents leads to them. */
public final class Sections {
  private final List<Section> all = new ArrayList<>();

  private record Section(String id, String title, boolean open, Html body) {}

  /**
   * Adds a section that is open.
   *
   * @param id of it in the page, for links
   * @param title its heading
   * @return where its content goes
   */
  public Html add(String id, String title) {
    return add(id, title, true);
  }

  /** Adds a section that is open or folded. */
  public Html add(String id, String title, boolean open) {
    Html body = new Html();
    all.add(new Section(id, title, open, body));
    return body;
  }

  /**
   * The page's content.
   *
   * @param top what stands above the contents
   */
  public Html render(Html top) {
    Html html = new Html().add(top);
    html.open("nav", "class", "contents", "aria-label", "Contents").open("ul");
    for (Section section : all) {
      html.open("li").element("a", section.title(), "href", "#" + section.id()).close();
    }
    html.close().close();
    for (Section section : all) {
      html.open(
          "details", "class", "section", "id", section.id(), "open", section.open() ? "" : null);
      html.open("summary").element("h2", section.title()).close();
      html.add(section.body()).close();
    }
    return html;
  }
}
