package io.github.simloss.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.console.UsageException;
import io.github.simloss.evaluate.pairs.PairColumns;
import io.github.simloss.evaluate.pairs.PairFeatures;
import io.github.simloss.evaluate.pairs.PairTask;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --pairs} says. */
class PairOptionTest {
  @Test
  void trainAndTest() {
    PairOption option =
        PairOption.parse("sick-e=sick/train.tsv,sick/test.tsv:label=2,first=3,second=4");
    assertEquals("sick-e", option.name());
    assertEquals(Path.of("sick/train.tsv"), option.train());
    assertEquals(Path.of("sick/test.tsv"), option.test());
    assertEquals(new PairColumns(2, 3, 4), option.columns());
    assertEquals(PairFeatures.DIFFERENCE_PRODUCT, option.features());
    assertNull(option.task());
    assertNull(option.positive());
  }

  @Test
  void moreSettingsInAnyOrder() {
    PairOption option =
        PairOption.parse(
            "x=a:b=c.tsv:features=all,second=1,task=relatedness,positive=yes,first=9,label=4");
    assertEquals(Path.of("a:b=c.tsv"), option.train(), "a path may have colons and equals signs");
    assertNull(option.test());
    assertEquals(new PairColumns(4, 9, 1), option.columns());
    assertEquals(PairFeatures.ALL, option.features());
    assertEquals(PairTask.RELATEDNESS, option.task());
    assertEquals("yes", option.positive());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "sick must",
        "=a.tsv:label=1,first=2,second=3 must",
        "x=a.tsv must",
        "x=:label=1,first=2,second=3 one",
        "x=a,b,c:label=1,first=2,second=3 one",
        "x=a,:label=1,first=2,second=3 one",
        "x=a:label=1,first=2 second=",
        "x=a:label=1,first=2,second=two column",
        "x=a:label=0,first=2,second=3 counted",
        "x=a:label=1,first=2,second=2 different",
        "x=a:label=1,first=2,second=3,third=4 third=4",
        "x=a:label=1,first=2,second=3,label=4 twice",
        "x=a:label=1,first=2,second=3,task=guess relatedness",
        "x=a:label=1,first=2,second=3,features=few |u-v|"
      })
  void whatIsWrongIsSaid(String text, String part) {
    String message = assertThrows(UsageException.class, () -> PairOption.parse(text)).getMessage();
    assertTrue(message.startsWith("--pairs " + text), message);
    assertTrue(message.contains(part), message);
  }
}
