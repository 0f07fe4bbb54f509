package io.github.simloss.examples.sample;

import io.github.simloss.random.SeededRandom;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import java.util.List;
import java.util.Locale;

/**
 * Word vectors from a small corpus: positive pointwise mutual information of a word with its
 * neighbours at distances -3 to 3, each place counted apart (so words that fill the same slot are
 * near), and the leading singular vectors of that matrix by subspace iteration, each scaled by the
 * root of its singular value.
 *
 * <p>The grammar draws the words of a slot freely, so their contexts are alike and their vectors
 * would be all but the same: a model could not tell {@code tasty} from {@code yummy}. Vectors of
 * real text part them, for no two words are used quite alike. In place of that use, each word gets
 * a component of its own: a random direction at right angles to its vector v, of length {@value
 * #OWN} |v|. Two words whose contexts are the same then have a cosine of about 1 / (1 + {@value
 * #OWN}^2) = 0.74.
 *
 * <p>Plain double arithmetic and {@link StrictMath}: the same bytes everywhere.
 */
final class SampleVectors {
  private static final int[] PLACES = {-3, -2, -1, 1, 2, 3};
  private static final int ITERATIONS = 60;
  private static final double SMOOTHING = 0.75;

  /** Of an eigenvalue of the Gram matrix, a singular value squared: so its root is taken twice. */
  private static final double SCALE_POWER = 0.25;

  private static final double OWN = 0.6;

  private final List<String> words;
  private final double[][] vectors;

  private SampleVectors(List<String> words, double[][] vectors) {
    this.words = words;
    this.vectors = vectors;
  }

  /**
   * Makes vectors.
   *
   * @param sentences tokens separated by spaces
   * @param dimension d
   * @param seed of the first guess of the iteration and of the words' own components
   */
  static SampleVectors of(List<String> sentences, int dimension, long seed) {
    Vocabulary.Builder builder = new Vocabulary.Builder();
    for (String sentence : sentences) {
      builder.add(Tokenizers.WHITESPACE.tokenize(sentence));
    }
    Vocabulary vocabulary = builder.build(1, Integer.MAX_VALUE);
    int specials = SpecialToken.values().length;
    int size = vocabulary.size() - specials;
    double[][] counts = new double[size][size * PLACES.length];
    for (String sentence : sentences) {
      List<String> tokens = Tokenizers.WHITESPACE.tokenize(sentence);
      for (int i = 0; i < tokens.size(); i++) {
        for (int p = 0; p < PLACES.length; p++) {
          int j = i + PLACES[p];
          if (j >= 0 && j < tokens.size()) {
            int word = vocabulary.find(tokens.get(i)) - specials;
            int neighbour = vocabulary.find(tokens.get(j)) - specials;
            counts[word][p * size + neighbour]++;
          }
        }
      }
    }
    double[][] vectors = factorize(pointwiseMutualInformation(counts), dimension, seed);
    for (int i = 0; i < size; i++) {
      addOwn(vectors[i], SeededRandom.derive(seed, "sample words", i));
    }
    return new SampleVectors(vocabulary.words().subList(specials, vocabulary.size()), vectors);
  }

  private static double[][] pointwiseMutualInformation(double[][] counts) {
    int columns = counts[0].length;
    double[] column = new double[columns];
    for (double[] row : counts) {
      for (int j = 0; j < columns; j++) {
        column[j] += row[j];
      }
    }
    double total = 0;
    for (int j = 0; j < columns; j++) {
      column[j] = StrictMath.pow(column[j], SMOOTHING);
      total += column[j];
    }
    double[][] information = new double[counts.length][columns];
    for (int i = 0; i < counts.length; i++) {
      double sum = 0;
      for (double count : counts[i]) {
        sum += count;
      }
      for (int j = 0; j < columns; j++) {
        if (counts[i][j] > 0) {
          double ratio = counts[i][j] / sum * total / column[j];
          information[i][j] = Math.max(0, StrictMath.log(ratio));
        }
      }
    }
    return information;
  }

  /** Rows of U sqrt(S) of the leading singular triples. */
  private static double[][] factorize(double[][] matrix, int dimension, long seed) {
    int size = matrix.length;
    double[][] gram = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(matrix[i], matrix[j]);
        gram[j][i] = gram[i][j];
      }
    }
    SeededRandom random = SeededRandom.derive(seed, "sample vectors", 0);
    double[][] basis = new double[dimension][size];
    for (double[] vector : basis) {
      for (int i = 0; i < size; i++) {
        vector[i] = random.nextGaussian();
      }
    }
    double[] eigenvalues = new double[dimension];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int k = 0; k < dimension; k++) {
        double[] next = new double[size];
        for (int i = 0; i < size; i++) {
          next[i] = dot(gram[i], basis[k]);
        }
        for (int before = 0; before < k; before++) {
          double overlap = dot(next, basis[before]);
          for (int i = 0; i < size; i++) {
            next[i] -= overlap * basis[before][i];
          }
        }
        eigenvalues[k] = StrictMath.sqrt(dot(next, next));
        for (int i = 0; i < size; i++) {
          next[i] /= eigenvalues[k];
        }
        basis[k] = next;
      }
    }
    double[][] vectors = new double[size][dimension];
    for (int k = 0; k < dimension; k++) {
      double scale = StrictMath.pow(eigenvalues[k], SCALE_POWER);
      for (int i = 0; i < size; i++) {
        vectors[i][k] = basis[k][i] * scale;
      }
    }
    return vectors;
  }

  /** Adds to a vector a random one at right angles to it. */
  private static void addOwn(double[] vector, SeededRandom random) {
    double[] own = new double[vector.length];
    for (int k = 0; k < own.length; k++) {
      own[k] = random.nextGaussian();
    }
    double square = dot(vector, vector);
    double overlap = dot(own, vector) / square;
    for (int k = 0; k < own.length; k++) {
      own[k] -= overlap * vector[k];
    }
    double scale = OWN * StrictMath.sqrt(square / dot(own, own));
    for (int k = 0; k < own.length; k++) {
      vector[k] += scale * own[k];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The words, by falling count. */
  List<String> words() {
    return words;
  }

  /** As a {@code .vec} file. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(words.size()).append(' ').append(vectors[0].length).append('\n');
    for (int i = 0; i < vectors.length; i++) {
      text.append(words.get(i));
      for (double value : vectors[i]) {
        text.append(String.format(Locale.ROOT, " %.4f", value));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
