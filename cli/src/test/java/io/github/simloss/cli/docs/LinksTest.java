package io.github.simloss.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links between the pages lead somewhere, and every page can be reached from the first. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  /** As GitHub makes them. */
  private static Set<String> anchors(Path page) {
    Set<String> anchors = new TreeSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (MatchResult heading : Pages.find(page, HEADING)) {
      String anchor =
          heading
              .group(1)
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int times = seen.merge(anchor, 1, Integer::sum);
      anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
    }
    return anchors;
  }

  private static List<String> links(Path page) {
    return Pages.find(page, LINK).stream().map(link -> link.group(1)).toList();
  }

  private static Path target(Path page, String link) {
    String file = link.replaceFirst("#.*", "");
    return file.isEmpty() ? page : page.resolveSibling(file).normalize();
  }

  private static boolean isOutside(String link) {
    return link.contains("://") || link.startsWith("mailto:");
  }

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    int count = 0;
    for (Path page : Pages.all()) {
      for (String link : links(page)) {
        if (isOutside(link)) {
          continue;
        }
        count++;
        Path target = target(page, link);
        boolean there = Files.exists(target);
        if (there && link.contains("#")) {
          there = anchors(target).contains(link.replaceFirst(".*#", ""));
        }
        if (!there) {
          broken.add(Pages.name(page) + ": " + link);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(count > 100, "links: " + count);
  }

  /** Others' pages are not asked for here; that they are addresses can be seen. */
  @Test
  void linksToOthersAreSecure() {
    for (Path page : Pages.all()) {
      for (String link : links(page)) {
        if (isOutside(link)) {
          assertTrue(link.matches("https://[a-z0-9.-]+(/.*)?"), Pages.name(page) + ": " + link);
        }
      }
    }
  }

  @Test
  void everyPageIsReachedFromTheFirst() {
    Path first = Pages.ROOT.resolve("README.md");
    Set<Path> reached = new TreeSet<>(Set.of(first.normalize()));
    List<Path> next = new ArrayList<>(List.of(first.normalize()));
    while (!next.isEmpty()) {
      Path page = next.remove(next.size() - 1);
      for (String link : links(page)) {
        Path target = target(page, link);
        if (!isOutside(link) && link.contains(".md") && reached.add(target)) {
          next.add(target);
        }
      }
    }
    Set<Path> missing = new TreeSet<>();
    Pages.all().forEach(page -> missing.add(page.normalize()));
    missing.removeAll(reached);
    assertEquals(Set.of(), missing);
  }

  @Test
  void theFirstPageIsShort() {
    assertTrue(Pages.text(Pages.ROOT.resolve("README.md")).lines().count() < 120);
  }
}
