package io.github.simloss.run;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.embedding.WordVectors;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.encoding.SentenceIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained model to encode sentences with, in two lines:
 *
 * <pre>
 * try (SentenceModel model = SentenceModel.load(Path.of("run"))) {
 *   float[] code = model.encode("the taste was so good");
 * }
 * </pre>
 *
 * <p>Words outside the model's vocabulary are encoded by their vectors where the folder has any
 * ({@code simloss export --format run --with-vectors}), or by those of {@link #withVectors}.
 *
 * <p>Safe for use by several threads, which take turns. Closes its engine if it has chosen it.
 *
 * @since 0.2.0
 */
public final class SentenceModel implements AutoCloseable {
  /** The fast engines first; plain Java is always there. */
  private static final List<String> PREFERRED = List.of("djl", "dl4j");

  private final TrainedModel trained;
  private final @Nullable Engine own;
  private SentenceEncoder encoder;

  private SentenceModel(TrainedModel trained, @Nullable Engine own) {
    this.trained = trained;
    this.own = own;
    encoder = trained.encoder(null, SentenceEncoder.USUAL_BATCH_SIZE);
  }

  /**
   * A sentence that was found.
   *
   * @param sentence its text
   * @param index where it stands among those that were searched, from 0
   * @param similarity the cosine of the codes, in [-1, 1]
   */
  public record Match(String sentence, int index, double similarity) {}

  /**
   * Opens a run's best model on the fastest engine of the class path that starts on this machine;
   * plain Java is always there.
   *
   * @param run the run's folder
   * @throws SimlossException if it is no run, or damaged
   */
  public static SentenceModel load(Path run) {
    List<Backend> backends = new ArrayList<>(Backends.discover().all());
    backends.sort(Comparator.comparingInt(SentenceModel::rank));
    for (int k = 0; ; k++) {
      Engine engine;
      try {
        engine = backends.get(k).open(Device.CPU);
      } catch (SimlossException e) {
        // An engine without its native libraries is no reason to fail while another one is there.
        if (k + 1 == backends.size()) {
          throw e;
        }
        continue;
      }
      try {
        return new SentenceModel(TrainedModel.open(run, engine), engine);
      } catch (RuntimeException e) {
        engine.close();
        throw e;
      }
    }
  }

  private static int rank(Backend backend) {
    int place = PREFERRED.indexOf(backend.name());
    return place >= 0 ? place : backend.name().equals("java") ? 1000 : PREFERRED.size();
  }

  /**
   * Opens a run's best model.
   *
   * @param run the run's folder
   * @param engine what computes; stays the caller's to close
   * @throws SimlossException if it is no run, or damaged
   */
  public static SentenceModel load(Path run, Engine engine) {
    return new SentenceModel(TrainedModel.open(run, engine), null);
  }

  /**
   * Encodes words that the model does not know by their vectors from now on, in place of those of
   * the run's folder.
   *
   * @param vectors those that the model was trained with
   * @return this
   * @throws IllegalArgumentException if they are of another dimension
   */
  public synchronized SentenceModel withVectors(WordVectors vectors) {
    int wanted = trained.config().wordDimension();
    if (vectors.dimension() != wanted) {
      throw new IllegalArgumentException(
          "the vectors have dimension " + vectors.dimension() + ", the model needs " + wanted);
    }
    encoder = trained.encoder(vectors, SentenceEncoder.USUAL_BATCH_SIZE);
    return this;
  }

  /** The values of a code. */
  public int codeSize() {
    return trained.config().spec().codeSize();
  }

  /** What the model was made with. */
  public RunConfig config() {
    return trained.config();
  }

  /** The code of a sentence. */
  public float[] encode(String sentence) {
    return encodeAll(List.of(sentence));
  }

  /** The codes of sentences, in their order. */
  public List<float[]> encode(List<String> sentences) {
    List<float[]> codes = new ArrayList<>();
    float[] all = encodeAll(sentences);
    for (int from = 0; from < all.length; from += codeSize()) {
      codes.add(Arrays.copyOfRange(all, from, from + codeSize()));
    }
    return codes;
  }

  private synchronized float[] encodeAll(List<String> sentences) {
    return sentences.isEmpty() ? new float[0] : encoder.encode(sentences);
  }

  /** The cosine of two sentences' codes, in [-1, 1]. */
  public double similarity(String first, String second) {
    return new SentenceIndex(encode(first), codeSize())
        .nearest(encode(second), 1)
        .get(0)
        .similarity();
  }

  /**
   * The sentences of a corpus that are nearest to a query. For many queries make a {@link #index}
   * once.
   *
   * @param query a sentence
   * @param corpus sentences
   * @param count how many; fewer if the corpus has fewer
   * @return by falling similarity, ties in the order of the corpus
   */
  public List<Match> nearest(String query, List<String> corpus, int count) {
    List<Match> matches = new ArrayList<>();
    if (corpus.isEmpty()) {
      return matches;
    }
    for (SentenceIndex.Match match : index(corpus).nearest(encode(query), count)) {
      matches.add(new Match(corpus.get(match.index()), match.index(), match.similarity()));
    }
    return matches;
  }

  /** The codes of a corpus, to be searched by {@link SentenceIndex#nearest}. */
  public SentenceIndex index(List<String> corpus) {
    return new SentenceIndex(encodeAll(corpus), codeSize());
  }

  @Override
  public synchronized void close() {
    trained.close();
    if (own != null) {
      own.close();
    }
  }
}
