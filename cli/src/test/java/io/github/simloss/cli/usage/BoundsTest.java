package io.github.simloss.cli.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import io.github.simloss.cli.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every number has a range. */
class BoundsTest {
  private static final Set<Class<?>> NUMBERS =
      Set.of(
          int.class,
          Integer.class,
          long.class,
          Long.class,
          double.class,
          Double.class,
          float.class,
          Float.class);

  @Test
  void everyNumberOfEveryCommandHasOne() {
    List<String> without = new ArrayList<>();
    int with = 0;
    for (CommandSpec command : Commands.all()) {
      for (OptionSpec option : command.options()) {
        if (NUMBERS.contains(option.type())) {
          if (OptionRules.element(option).isAnnotationPresent(Bounds.class)) {
            with++;
          } else {
            without.add(command.qualifiedName() + " " + option.longestName());
          }
        }
      }
    }
    assertEquals(List.of(), without);
    assertTrue(with > 60, () -> "only so many numbers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--seed=\u0661",
        "--seed=0x10",
        "--seed=1e3",
        "--seed= 1",
        "--seed=",
        "--epochs=2.0",
        "--epochs=\uff11",
        "--epochs=1_0",
        "--epochs=1L"
      })
  void aWholeNumberIsWrittenInDigitsOfAscii(String option) {
    Cli.Result result = Cli.run("train", option);
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains("is no whole number"), result.err());
  }

  @Test
  void aWholeNumberBeyondALongIsTooLarge() {
    for (String option : List.of("--seed=9223372036854775808", "--epochs=-2147483649")) {
      Cli.Result result = Cli.run("train", option);
      assertEquals(2, result.code(), result.err());
      assertTrue(result.err().contains("is too large"), result.err());
    }
  }

  @Test
  void rulesNameOptionsThatExist() {
    for (CommandSpec command : Commands.all()) {
      for (OptionSpec option : command.options()) {
        Excludes excludes = OptionRules.element(option).getAnnotation(Excludes.class);
        KeepsOnly keeps = OptionRules.element(option).getAnnotation(KeepsOnly.class);
        PartOf part = OptionRules.element(option).getAnnotation(PartOf.class);
        List<String> named = new ArrayList<>();
        for (Needs needs : OptionRules.element(option).getAnnotationsByType(Needs.class)) {
          for (String other : needs.value()) {
            named.add(other.replaceAll("=.*", ""));
          }
        }
        named.addAll(excludes == null ? List.of() : List.of(excludes.value()));
        named.addAll(keeps == null ? List.of() : List.of(keeps.value()));
        named.addAll(part == null ? List.of() : List.of(part.value()));
        for (String name : named) {
          assertTrue(command.findOption(name) != null, option.longestName() + ": " + name);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --threads 100000 --backend java",
        "train --threads 0",
        "train --hidden-size 2147483647",
        "train --decoder-size 100000",
        "train --code-size 70000",
        "train --encoder-layers 65",
        "train --hidden-size 65536 --backend java",
        "train --batch-size 2147483647",
        "train --max-length 10001",
        "train --max-length 1",
        "train --epochs 0",
        "train --epochs 2147483647",
        "train --learning-rate NaN",
        "train --learning-rate Infinity",
        "train --learning-rate 1e999",
        "train --learning-rate 0",
        "train --learning-rate -1",
        "train --learning-rate 1d",
        "train --learning-rate 0x1p1",
        "train --clip-norm NaN",
        "train --word-dropout 1.5",
        "train --stop-share 0",
        "train --min-count 0",
        "train --neighbours 0",
        "train --epsilon 2",
        "train --checkpoint-minutes -1",
        "train --keep-checkpoints 0",
        "train --port 65536",
        "train --port -1",
        "train --seed 9223372036854775808",
        "compare --out x --seeds 2147483647",
        "compare --out x --seeds 0",
        "compare --out x --threads 100000 --backends java",
        "compare --out x --learning-rates ce=NaN --backends java",
        "compare --out x --learning-rates ce=1d --backends java",
        "compare --out x --losses soft-label:hidden-size=2147483647 --backends java",
        "compare --out x --losses soft-label:word-dropout=NaN --backends java",
        "reconstruct --model x --beam 100000",
        "reconstruct --model x --beam 0",
        "reconstruct --model x --sample --temperature NaN",
        "reconstruct --model x --sample --temperature 0",
        "reconstruct --model x --sample --top-k -1",
        "reconstruct --model x --beam 2 --length-penalty Infinity",
        "encode --model x --batch-size 0",
        "encode --model x --batch-size 2147483647",
        "search --model x --corpus y --top 0",
        "search --model x --corpus y --top 2147483647",
        "evaluate --model x --reconstruction y --near 0",
        "neighbours --model x --neighbours 2147483647 w",
        "train --visdom http://host:99999 --backend java",
        "train --visdom http://host:0 --backend java",
        "train --visdom ftp://host --backend java",
        "train --visdom http:// --backend java",
        "train --port 0 --bind 192.0.2.1 --backend java",
        "train --port 0 --bind no-such-host.invalid --backend java"
      })
  void whatIsOutOfRangeIsWrongUsageInOneLine(String command) {
    Cli.Result result = Cli.run(command.split(" "));
    List<String> lines = result.err().lines().toList();
    assertEquals(2, result.code(), result.err());
    assertTrue(lines.size() == 1 || lines.get(1).startsWith("See 'simloss "), result.err());
    assertTrue(lines.get(0).startsWith("simloss: "), result.err());
    assertTrue(!lines.get(0).contains("unexpected"), result.err());
    assertEquals("", result.out());
  }

  @Test
  void aPasswordIsNotPrinted() {
    for (String url :
        List.of(
            "http://me:secret@host:99999",
            "ftp://me:secret@host",
            "http://me:sec ret@host",
            "me:secret@host")) {
      Cli.Result result = Cli.run("train", "--backend", "java", "--visdom", url);
      assertEquals(2, result.code(), result.err());
      assertTrue(!result.err().contains("ret") && !result.err().contains("me:"), result.err());
    }
  }
}
