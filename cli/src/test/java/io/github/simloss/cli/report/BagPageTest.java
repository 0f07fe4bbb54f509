package io.github.simloss.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.github.simloss.cli.Cli;
import io.github.simloss.cli.SmallData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a model whose decoder has no order, of a run that there is, as a browser shows it.
 */
class BagPageTest {
  private @TempDir Path folder;

  @Test
  void samplesAreSentencesWithWordsInTheirPlaces() throws Exception {
    SmallData data = SmallData.in(folder);
    // Words that the vocabulary lacks are left out of what is read.
    List<String> dev = Files.readAllLines(data.dev());
    dev.replaceAll(line -> "zyx " + line);
    Files.write(data.dev(), dev);
    Cli.Result trained =
        data.on(
            "train --preset sentences --loss ce --hidden-size 12 --epochs 6 --learning-rate 1e-2 --min-count 1"
                + " --batch-size 16 --samples 0 --backend java --out "
                + data.at("run"));
    assertEquals(0, trained.code(), trained.err());
    Cli.Result report = Cli.run("report", data.at("run"), "--backend", "java");
    assertEquals(0, report.code(), report.err());
    String html = Files.readString(folder.resolve("run/report.html"));
    try (Chromium chromium = Chromium.start()) {
      chromium.open(
          folder,
          html,
          1200,
          ColorScheme.LIGHT,
          page -> {
            Locator samples = page.locator(".samples > li");
            assertEquals(48, samples.count());
            int same = 0;
            int words = 0;
            for (Locator sample : samples.all()) {
              String[] input = sample.locator(".input").textContent().split(" ", -1);
              for (String word : sample.locator("mark").allTextContents()) {
                assertFalse(word.isBlank(), () -> sample.innerHTML());
              }
              assertTrue(sample.locator("del").count() > 0, () -> sample.innerHTML());
              assertEquals(0, sample.locator("ins").count(), () -> sample.innerHTML());
              same += input.length - sample.locator("mark, del").count();
              words += input.length;
            }
            assertTrue(same > 0, same + " of " + words);
            assertFalse(page.locator("main, body").first().textContent().contains("greedily"));
            String facts = page.locator(".facts").textContent();
            assertTrue(facts.contains("codes of 48"), facts);
            assertTrue(facts.contains("bag"), facts);
          });
    }
  }
}
