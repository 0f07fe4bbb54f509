package io.github.simloss.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.console.UsageException;
import io.github.simloss.experiment.comparison.LossChoice;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossChoicesTest {
  private static LossChoices of(List<String> losses, String... rates) {
    return LossChoices.of(losses, LossSpec::of, List.of(rates), Losses.discover(), row -> null);
  }

  @Test
  void learningRatesByNameOrByTheWholeText() {
    LossChoices choices =
        of(
            List.of("soft-label:neighbours=3", "soft-label:neighbours=5", "ce"),
            "soft-label=2e-3",
            "soft-label:neighbours=3=1e-3");
    List<Double> found =
        choices.all().stream().map(choice -> choices.learningRate(choice, 4e-3)).toList();
    assertEquals(List.of(1e-3, 2e-3, 4e-3), found);
  }

  @Test
  void optionsAreNumbersTruthValuesOrTexts() {
    LossChoice choice =
        of(List.of("soft-label:neighbours=3:normalize=false:reduction=token-mean")).all().get(0);
    assertEquals(3.0, choice.spec().options().get("neighbours"));
    assertEquals(false, choice.spec().options().get("normalize"));
    assertEquals("token-mean", choice.spec().options().get("reduction"));
    assertEquals("soft-label-neighbours-3-normalize-false-reduction-token-mean", choice.folder());
  }

  @Test
  void aLossThatIsNotThereIsAnsweredWithThoseThatAre() {
    UsageException refused = assertThrows(UsageException.class, () -> of(List.of("nonsense")));
    assertTrue(refused.getMessage().contains("use one of ce, "), refused.getMessage());
  }
}
