package io.github.simloss.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.embeddings.testing.Fixtures;
import io.github.simloss.io.lines.TextFiles;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every row of the fixtures' table of right vectors. */
@Tag("data")
class ExpectedVectorsTest {

  @TestFactory
  List<DynamicTest> everyRow() {
    List<DynamicTest> tests = new ArrayList<>();
    TextFiles.forEachLine(
        Fixtures.file("expected.tsv"),
        (number, line) -> {
          if (number > 1) {
            String[] row = line.split("\t", -1);
            tests.add(DynamicTest.dynamicTest(row[0] + " " + row[4], () -> check(row)));
          }
        });
    assertTrue(tests.size() > 50, "rows: " + tests.size());
    return tests;
  }

  private static void check(String[] row) {
    VectorOptions options =
        row[0].startsWith("cp852")
            ? VectorOptions.DEFAULT.withCharset(Charset.forName("IBM852"))
            : VectorOptions.DEFAULT;
    VectorFile file = VectorFile.open(Fixtures.file(row[0]), options);
    String word = row[4];
    String[] numbers = row[6].split(" ", -1);
    float[] expected = new float[numbers.length];
    for (int k = 0; k < expected.length; k++) {
      expected[k] = Float.parseFloat(numbers[k]);
    }
    // The table states five or six digits, the quantized models' rows five.
    double tolerance = row[1].equals("fasttext-ftz") || row[1].startsWith("text") ? 1e-4 : 1e-5;

    VectorSet all = file.all();
    assertEquals(Integer.parseInt(row[3]), file.dimension());
    assertEquals(Integer.parseInt(row[2]), all.words().size());
    assertEquals(row[5].equals("1"), all.lookUp(word).inVocabulary());
    Fixtures.assertVector(expected, all.lookUp(word).vector(), tolerance, "all");

    LookupResult result = file.read(Set.of(word, "no-such-word")).lookUp(word);
    assertEquals(row[5].equals("1"), result.inVocabulary());
    Fixtures.assertVector(all.lookUp(word).vector(), result.vector(), 0, "selected");
    assertEquals(all.words().size(), file.count());
  }
}
