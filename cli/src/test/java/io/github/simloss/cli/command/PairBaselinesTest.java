package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.option.PairOption;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.encoding.MeanOfWordVectors;
import io.github.simloss.evaluate.pairs.PairProbe;
import io.github.simloss.evaluate.pairs.PairScores;
import io.github.simloss.evaluate.pairs.PairSet;
import io.github.simloss.evaluate.pairs.PairTask;
import io.github.simloss.experiment.evaluation.LiblinearClassifier;
import io.github.simloss.text.Tokenizers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The baselines on SICK and MSRP agree with figures found by another program (scikit-learn). */
@Tag("data")
class PairBaselinesTest {
  private static Path data;

  @BeforeAll
  static void findTheData() {
    data = Path.of(System.getProperty("simloss.data", "../../shared/data")).toAbsolutePath();
    Assumptions.assumeTrue(
        Files.isDirectory(data),
        () -> "no folder " + data + ": set -Dsimloss.data to the folder of the real data");
  }

  private static PairSet set(String name, String columns) {
    String files = data.resolve(name + "/train.tsv") + "," + data.resolve(name + "/test.tsv");
    return PairOption.parse(name + "=" + files + ":" + columns).read();
  }

  private static MeanOfWordVectors means(PairSet set) {
    Set<String> words = new TreeSet<>();
    set.all()
        .forEach(
            pair -> {
              words.addAll(Tokenizers.WORDS.tokenize(pair.first()));
              words.addAll(Tokenizers.WORDS.tokenize(pair.second()));
            });
    VectorFile file = VectorFile.open(data.resolve("glove/glove.6B.100d.subset.txt.gz"));
    return new MeanOfWordVectors(Tokenizers.WORDS, file.read(words));
  }

  @Test
  void entailmentOfSick() {
    PairSet set = set("sick", "label=2,first=3,second=4");
    assertEquals(PairTask.CLASSES, set.task());
    PairScores scores = new PairProbe(new LiblinearClassifier(), 1).measure(set, means(set));
    assertEquals(0.567, PairProbe.majority(set).accuracy(), 0.0005);
    assertEquals(0.767, scores.accuracy(), 0.01, scores.toString());
  }

  @Test
  void paraphrasesOfMsrp() {
    PairSet set = set("msrp", "label=1,first=2,second=3");
    PairScores majority = PairProbe.majority(set);
    PairScores scores = new PairProbe(new LiblinearClassifier(), 1).measure(set, means(set));
    assertEquals(0.665, majority.accuracy(), 0.0005);
    // 1,147 of 1,725: precision is that, recall 1.
    assertEquals(2 * 1147.0 / (1147 + 1725), majority.f1(), 1e-12);
    assertEquals(0.717, scores.accuracy(), 0.01, scores.toString());
    assertTrue(scores.f1() > majority.f1() - 0.02, scores.toString());
  }

  @Test
  void relatednessOfSick() {
    PairSet set = set("sick", "label=1,first=3,second=4");
    assertEquals(PairTask.RELATEDNESS, set.task());
    PairScores scores = new PairProbe(new LiblinearClassifier(), 1).measure(set, means(set));
    // Means of GloVe vectors are known to reach 0.5 to 0.6 here.
    assertTrue(scores.spearman() > 0.5 && scores.spearman() < 0.65, scores.toString());
    assertTrue(scores.pearson() > 0.5, scores.toString());
  }
}
