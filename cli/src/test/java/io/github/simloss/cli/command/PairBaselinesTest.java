package io.github.simloss.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.cli.option.SetOption;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.encoding.MaxMeanOfWordVectors;
import io.github.simloss.encoding.MeanOfWordVectors;
import io.github.simloss.encoding.SmoothInverseFrequency;
import io.github.simloss.evaluate.probes.Probe;
import io.github.simloss.evaluate.probes.ProbeScores;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Task;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The baselines on SICK and MSRP agree with figures found by other programs: SICK-E by
 * scikit-learn, the others by a ridge classifier and cosines in numpy.
 */
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

  private static EvaluationSet set(String name, String columns) {
    String files = data.resolve(name + "/train.tsv") + "," + data.resolve(name + "/test.tsv");
    return SetOption.parse("--pairs", name + "=" + files + ":" + columns).read();
  }

  private static MeanOfWordVectors means(EvaluationSet set) {
    return new MeanOfWordVectors(Tokenizers.WORDS, vectors(set));
  }

  private static WordVectors vectors(EvaluationSet set) {
    Set<String> words = new TreeSet<>();
    set.all()
        .forEach(
            pair ->
                pair.sentences()
                    .forEach(sentence -> words.addAll(Tokenizers.WORDS.tokenize(sentence))));
    VectorFile file = VectorFile.open(data.resolve("glove/glove.6B.100d.subset.txt.gz"));
    return file.read(words);
  }

  @Test
  void entailmentOfSick() {
    EvaluationSet set = set("sick", "label=2,first=3,second=4");
    assertEquals(Task.CLASSES, set.task());
    ProbeScores scores = new Probe(1).measure(set, means(set));
    assertEquals(0.567, Probe.majority(set).score("accuracy"), 0.0005);
    assertEquals(0.767, scores.score("accuracy"), 0.01, scores.toString());
  }

  @Test
  void paraphrasesOfMsrp() {
    EvaluationSet set = set("msrp", "label=1,first=2,second=3");
    ProbeScores majority = Probe.majority(set);
    ProbeScores scores = new Probe(1).measure(set, means(set));
    assertEquals(0.665, majority.score("accuracy"), 0.0005);
    // 1,147 of 1,725: precision is that, recall 1.
    assertEquals(2 * 1147.0 / (1147 + 1725), majority.score("f1"), 1e-12);
    // Ridge: 0.730. On features that are not standardized, scikit-learn had 0.717.
    assertEquals(0.730, scores.score("accuracy"), 0.01, scores.toString());
    assertTrue(scores.score("f1") > majority.score("f1") - 0.02, scores.toString());
  }

  @Test
  void relatednessOfSick() {
    EvaluationSet set = set("sick", "label=1,first=3,second=4");
    assertEquals(Task.RELATEDNESS, set.task());
    ProbeScores scores = new Probe(1).measure(set, means(set));
    // Means of GloVe vectors are known to reach 0.5 to 0.6 here.
    assertTrue(
        scores.score("spearman") > 0.5 && scores.score("spearman") < 0.65, scores.toString());
    assertEquals(0.547, scores.score("spearman"), 0.002);
    WordVectors vectors = vectors(set);
    ProbeScores both =
        new Probe(1).measure(set, new MaxMeanOfWordVectors(Tokenizers.WORDS, vectors));
    assertEquals(0.549, both.score("spearman"), 0.002);
    Vocabulary.Builder counts = new Vocabulary.Builder();
    set.train()
        .forEach(pair -> pair.sentences().forEach(s -> counts.add(Tokenizers.WORDS.tokenize(s))));
    ProbeScores sif =
        new Probe(1)
            .measure(
                set,
                new SmoothInverseFrequency(
                    Tokenizers.WORDS, vectors, counts.build(1, Integer.MAX_VALUE)));
    assertEquals(0.562, sif.score("spearman"), 0.005);
  }
}
