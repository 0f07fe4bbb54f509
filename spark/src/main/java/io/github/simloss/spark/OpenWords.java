package io.github.simloss.spark;

import io.github.simloss.embedding.WordVectors;
import io.github.simloss.embeddings.VectorFile;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunContent;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.vectors.WordTable;
import io.github.simloss.spark.internal.files.HadoopFolder;
import io.github.simloss.spark.internal.words.DistinctWords;
import io.github.simloss.text.SentenceCodec;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/** Vectors of the words of a text, from one reading of a file. */
final class OpenWords {
  private OpenWords() {}

  /** The vectors of the words of a column that a run's vocabulary lacks. */
  static WordTable select(Dataset<?> data, String column, RunContent run, String vectors) {
    RunConfig config = RunPlace.laidOut(run, root -> RunDirectory.open(root).readConfig());
    SentenceCodec codec = RunPlace.laidOut(run, root -> RunDirectory.open(root).readCodec(config));
    Set<String> words = new TreeSet<>(DistinctWords.of(data, column, config.tokenizer()));
    if (!config.bigrams()) {
      words.removeIf(word -> codec.vocabulary().find(word) >= 0);
    }
    return WordTable.of(words, read(vectors).apply(words));
  }

  /** Reads the vectors of a set of words from a file of this machine, or a URI. */
  static Function<Set<String>, WordVectors> read(String vectors) {
    return words -> local(vectors, file -> VectorFile.open(file).read(words));
  }

  /** Does something with a file of this machine, or with a copy of one that is elsewhere. */
  static <T> T local(String file, Function<Path, T> work) {
    if (!RunPlace.isUri(file)) {
      return work.apply(Path.of(file));
    }
    int name = file.lastIndexOf('/');
    HadoopFolder folder =
        HadoopFolder.of(
            file.substring(0, name), SparkSession.active().sparkContext().hadoopConfiguration());
    return RunPlace.scratch(
        scratch -> {
          Path copy = scratch.resolve(file.substring(name + 1));
          folder.download(file.substring(name + 1), copy);
          return work.apply(copy);
        });
  }
}
