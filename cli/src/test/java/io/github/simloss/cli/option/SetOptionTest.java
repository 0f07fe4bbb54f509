package io.github.simloss.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.console.UsageException;
import io.github.simloss.evaluate.sets.Features;
import io.github.simloss.evaluate.sets.SetColumns;
import io.github.simloss.evaluate.sets.SetDefinition;
import io.github.simloss.evaluate.sets.Task;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --pairs} and {@code --sentences} say. */
class SetOptionTest {
  @Test
  void trainAndTest() {
    SetDefinition option =
        SetOption.parse("--pairs", "sick-e=sick/train.tsv,sick/test.tsv:label=2,first=3,second=4");
    assertEquals("sick-e", option.name());
    assertEquals(Path.of("sick/train.tsv"), option.train());
    assertEquals(Path.of("sick/test.tsv"), option.test());
    assertEquals(SetColumns.pair(2, 3, 4), option.columns());
    assertEquals(Features.DIFFERENCE_PRODUCT, option.request().features());
    assertNull(option.request().task());
    assertNull(option.request().positive());
  }

  @Test
  void moreSettingsInAnyOrder() {
    SetDefinition option =
        SetOption.parse(
            "--pairs",
            "x=a:b=c.tsv:features=all,second=1,task=relatedness,positive=yes,first=9,label=4");
    assertEquals(Path.of("a:b=c.tsv"), option.train(), "a path may have colons and equals signs");
    assertNull(option.test());
    assertEquals(SetColumns.pair(4, 9, 1), option.columns());
    assertEquals(Features.ALL, option.request().features());
    assertEquals(Task.RELATEDNESS, option.request().task());
    assertEquals("yes", option.request().positive());
  }

  @Test
  void singleSentences() {
    SetDefinition option =
        SetOption.parse(
            "--sentences", "sst2=train.gz,test.gz:label=1,sentence=2,dev=dev.gz,header=true");
    assertEquals(SetColumns.single(1, 2), option.columns());
    assertEquals(Path.of("dev.gz"), option.dev());
    assertEquals(Features.CODE, option.request().features());
    assertTrue(option.header());
    for (String wrong :
        List.of(
            "x=a:label=1,first=2,second=3",
            "x=a:label=1,sentence=1",
            "x=a:label=1,sentence=2,features=all",
            "x=a:label=1,sentence=2,regression=true",
            "x=a:label=1,sentence=2,task=relatedness")) {
      assertThrows(UsageException.class, () -> SetOption.parse("--sentences", wrong), wrong);
    }
  }

  @Test
  void pathsWithCommasStandInQuotes() {
    SetDefinition option =
        SetOption.parse(
            "--pairs",
            "x=\"a,b:label=.tsv\",c\"d,\"\"e\"\"\".tsv:label=1,first=2,second=3,positive=\"y,z\"");
    assertEquals(Path.of("a,b:label=.tsv"), option.train());
    assertEquals(Path.of("cd,\"e\".tsv"), option.test());
    assertEquals("y,z", option.request().positive());
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
        "x=a:label=\u0661,first=2,second=3 number",
        "x=a:label=1,sentence=2 --sentences",
        "x=\"a:label=1,first=2,second=3 must",
        "x=\"a\":label=1,first=2,second=3,positive=\"b closed",
        "x=a:label=1,first=2,second=3,dev=b needs",
        "x=a:label=1,first=2,second=3,header=yes true",
        "x=a:label=1,first=2,second=3,regression=true none",
        "x=a:label=1,first=2,second=two column",
        "x=a:label=0,first=2,second=3 counted",
        "x=a:label=1,first=2,second=2 different",
        "x=a:label=1,first=2,second=3,third=4 third=4",
        "x=a:label=1,first=2,second=3,label=4 twice",
        "x=a:label=1,first=2,second=3,task=guess relatedness",
        "x=a:label=1,first=2,second=3,features=few |u-v|"
      })
  void whatIsWrongIsSaid(String text, String part) {
    String message =
        assertThrows(UsageException.class, () -> SetOption.parse("--pairs", text)).getMessage();
    assertTrue(message.startsWith("--pairs " + text), message);
    assertTrue(message.contains(part), message);
  }
}
