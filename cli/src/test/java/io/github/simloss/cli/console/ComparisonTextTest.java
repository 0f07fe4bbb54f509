package io.github.simloss.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.report.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of a comparison as text. */
class ComparisonTextTest {
  private static final ComparisonText TEXT = new ComparisonText(Views.comparison("a|b<i>*"));

  @Test
  void theBestIsMarkedAndWhatMayBeAsGood() {
    List<String> lines = TEXT.plain().lines().toList();
    assertEquals(
        "ce on djl                        0.6300 ± 0.0141=  3.0000 ± 0.0000*              -",
        lines.get(1));
    assertEquals(
        "soft-label:neighbours=3 on djl   0.7300 ± 0.0141*  4.0000 ± 0.0000               -",
        lines.get(3));
    assertEquals(
        "majority a|b<i>*                 0.5000 ± 0.0000                 -               -",
        lines.get(5));
    assertTrue(TEXT.legend().contains("errors: fewer is better; less is better"));
  }

  @Test
  void markdownEscapesWhatItWouldTakeForMarkup() {
    String markdown = TEXT.markdown();
    assertTrue(markdown.contains("\n| majority a\\|b\\<i\\>\\* | 2 |"), markdown);
    assertTrue(markdown.contains("| **0.7300 ± 0.0141** |"), markdown);
    assertTrue(markdown.contains("| ≈ 0.6300 ± 0.0141 | **3.0000 ± 0.0000** |"), markdown);
  }

  @Test
  void csvHasALineARowAndScore() {
    List<List<Object>> lines = TEXT.csv();
    assertEquals(4 * 2 + 1, lines.size(), "what was not measured has none");
    lines.forEach(line -> assertEquals(ComparisonText.csvColumns().size(), line.size()));
    assertEquals(
        List.of("ce on djl", "ce", "djl", "no", 2, "sick accuracy"), lines.get(0).subList(0, 6));
    assertEquals(0.2, lines.get(0).get(9), "p against the best");
  }
}
