package io.github.simloss.cli.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.Cli;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An option that cannot apply is refused in one line, before anything is opened. */
class RulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--temperature needs --sample      | reconstruct --model x --temperature 2",
        "--top-k needs --sample            | reconstruct --model x --top-k 3 --beam 2",
        "--seed needs --sample             | reconstruct --model x --seed 3",
        "--length-penalty needs --beam     | reconstruct --model x --length-penalty 1 --sample",
        "exclude each other: give one      | reconstruct --model x --beam 2 --sample",
        "--near needs --reconstruction     | evaluate --model x --pairs y --near 3",
        "--near needs --reconstruction     | compare --out x --near 3",
        "--pairs-tokenizer needs --pairs   | evaluate --model x --reconstruction y --pairs-tokenizer words",
        "--pairs-max-length needs --pairs  | compare --out x --pairs-max-length 3",
        "--evaluation-seed needs --pairs   | compare --out x --evaluation-seed 3",
        "--lookup needs --vectors          | encode --model x --lookup lenient",
        "--vector-cache needs --vectors    | search --model x --corpus y --vector-cache z",
        "--lookup needs --vectors          | neighbours --model x --lookup exact word",
        "--lookup needs --words            | vectors convert a.vec b.vec --lookup exact",
        "Unknown option                    | vectors info a.vec --lookup exact",
        "--bind needs --port               | train --bind 127.0.0.1",
        "--overwrite needs --out           | train --overwrite",
        "--rewinds needs --on-divergence rewind | train --rewinds 3",
        "--rewinds needs --on-divergence rewind | train --rewinds 3 --on-divergence stop",
        "--seed does not apply with --resume  | train --resume x --seed 3",
        "--tokenizer does not apply with --resume | train --resume x --tokenizer words",
        "--loss does not apply with --resume    | train --resume x --loss ce",
        "--out does not apply with --resume     | train --resume x --out y",
        "--overwrite does not apply with --resume   | train --resume x --overwrite",
        "--on-divergence does not apply with --resume | train --resume x --on-divergence rewind",
        "--hidden-size does not apply with --resume | train --resume x --hidden-size 3",
        "--neighbours does not apply to the loss ce | train --loss ce --neighbours 3",
        "--epsilon does not apply to the loss ce    | train --loss ce --epsilon 0",
        "--normalize does not apply to the loss ce  | train --loss ce --normalize",
        "--normalize does not apply to the loss ce  | compare --out x --losses ce --no-normalize",
        "the loss has no use for neighbours | compare --out x --losses ce:neighbours=3,soft-label",
        "has no option 'floot'              | train --loss-option floot=1",
        "only the decoder 'bag'             | train --weighted-targets",
        "is for the decoder lstm            | train --decoder bag --decoder-word-dropout 0.1",
        "a weighted mean needs a mean       | train --weighted-mean",
        "--loss is for one run              | compare --out x --loss ce",
        "exclude each other                 | neighbours --vectors x --model y word"
      })
  void whatDoesNotApplyIsRefused(String expected, String command) {
    Cli.Result result =
        Cli.run((command + (command.startsWith("train") ? backend(command) : "")).split(" "));
    List<String> lines = result.err().lines().toList();
    assertEquals(2, result.code(), result.err());
    // Where picocli finds it, help is named in a second line.
    assertTrue(lines.size() == 1 || lines.get(1).startsWith("See 'simloss "), result.err());
    String first = lines.get(0).replace("mutually exclusive", "exclude each other");
    assertTrue(first.contains(expected), result.err());
    assertEquals("", result.out());
  }

  /** Plain Java is there at once. */
  private static String backend(String command) {
    return command.contains("--resume") ? "" : " --backend java";
  }
}
