package io.github.simloss.examples.sample;

import io.github.simloss.io.SeededRandom;
import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import java.util.List;
import java.util.Locale;

/**
 * Word vectors from a small corpus: positive pointwise mutual information of a word with its
 * neighbours at distances -2 to 2, each place counted apart (so words that fill the same slot are
 * near), and the leading singular vectors of that matrix by subspace iteration, each scaled by the
 * root of its singular value. Plain double arithmetic and {@link StrictMath}: the same bytes
 * everywhere.
 */
final class SampleVectors {
  private static final int[] PLACES = {-2, -1, 1, 2};
  private static final int ITERATIONS = 60;
  private static final double SMOOTHING = 0.75;

  private final List<String> words;
  private final double[][] vectors;

  private SampleVectors(List<String> words, double[][] vectors) {
    this.words = words;
    this.vectors = vectors;
  }

  /**
   * Makes vectors.
   *
   * @param sentences tokens parted by spaces
   * @param dimension d
   * @param seed of the first guess of the iteration
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
    double[][] vectors = factorise(pointwiseMutualInformation(counts), dimension, seed);
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
  private static double[][] factorise(double[][] matrix, int dimension, long seed) {
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
      // An eigenvalue of the Gram matrix is a singular value squared.
      double scale =
          StrictMath.pow(eigenvalues[k], Double.parseDouble(System.getProperty("pp", "0.25")));
      for (int i = 0; i < size; i++) {
        vectors[i][k] = basis[k][i] * scale;
      }
    }
    return vectors;
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
