package theirs;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.deeplearning4j.models.embeddings.loader.WordVectorSerializer;
import org.deeplearning4j.models.word2vec.Word2Vec;

/** Reads a text file of vectors with DL4J's reader; prints seconds and the peak of resident megabytes. */
public final class Dl4jReader {
  private Dl4jReader() {}

  /** One argument: the file. */
  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    Word2Vec vectors = WordVectorSerializer.readWord2VecModel(new File(args[0]));
    double seconds = (System.nanoTime() - start) * 1e-9;
    long peak = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8)) {
      if (line.startsWith("VmHWM:")) {
        peak = Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1_000_000;
      }
    }
    System.out.printf(Locale.ROOT, "%.4f %d %d%n", seconds, peak, vectors.getVocab().numWords());
    System.exit(0);
  }
}
