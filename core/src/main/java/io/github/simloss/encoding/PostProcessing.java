package io.github.simloss.encoding;

import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What is done to codes after a model has made them, learned on codes of training text: each block
 * of a code (see {@link io.github.simloss.model.EncoderSpec#blocks}) is centred, its first
 * principal components are removed, and it is scaled to a root mean square of 1 over the text, so
 * that blocks count alike. A common component is what all sentences share (Arora, Liang and Ma
 * 2017). Immutable.
 *
 * @since 0.2.0
 */
public final class PostProcessing {
  private static final String MEAN = "mean";
  private static final String SCALE = "scale";
  private static final String COMPONENTS = "components";

  private final int[] blocks;
  private final float[] mean;
  private final float[] scale;

  /** Row-major, k x C: the n-th component of every block, side by side. */
  private final float[] components;

  private PostProcessing(int[] blocks, float[] mean, float[] scale, float[] components) {
    this.blocks = blocks;
    this.mean = mean;
    this.scale = scale;
    this.components = components;
  }

  /**
   * Learns from codes.
   *
   * @param codes row-major, rows x C, at least one row
   * @param blocks the sizes of a code's blocks, C in all
   * @param removed how many components each block loses, from 0
   * @throws IllegalArgumentException if the values are no codes, or more components are to be
   *     removed than the smallest block has values
   */
  public static PostProcessing learn(float[] codes, List<Integer> blocks, int removed) {
    int[] sizes = sizes(blocks);
    int width = Arrays.stream(sizes).sum();
    if (codes.length == 0 || codes.length % width != 0) {
      throw new IllegalArgumentException(codes.length + " values are no codes of " + width);
    }
    int most = Arrays.stream(sizes).min().getAsInt();
    if (removed < 0 || removed > most) {
      throw new IllegalArgumentException(
          removed + " components cannot be removed; it must be from 0 to " + most);
    }
    float[] mean = new float[width];
    float[] scale = new float[sizes.length];
    float[] components = new float[removed * width];
    int at = 0;
    for (int n = 0; n < sizes.length; n++) {
      Block block = Block.learn(codes, width, at, sizes[n], removed);
      for (int k = 0; k < sizes[n]; k++) {
        mean[at + k] = (float) block.mean[k];
        for (int c = 0; c < removed; c++) {
          components[c * width + at + k] = (float) block.axes[c][k];
        }
      }
      scale[n] = (float) block.scale;
      at += sizes[n];
    }
    return new PostProcessing(sizes, mean, scale, components);
  }

  private static int[] sizes(List<Integer> blocks) {
    int[] sizes = blocks.stream().mapToInt(Integer::intValue).toArray();
    if (sizes.length == 0 || Arrays.stream(sizes).min().getAsInt() < 1) {
      throw new IllegalArgumentException("blocks " + blocks + " are not sizes of at least 1");
    }
    return sizes;
  }

  /** What is learned of one block. */
  private record Block(double[] mean, double[][] axes, double scale) {
    static Block learn(float[] codes, int width, int at, int size, int removed) {
      int rows = codes.length / width;
      double[] mean = new double[size];
      for (int r = 0; r < rows; r++) {
        for (int k = 0; k < size; k++) {
          mean[k] += codes[r * width + at + k] / (double) rows;
        }
      }
      double[] centred = new double[rows * size];
      for (int r = 0; r < rows; r++) {
        for (int k = 0; k < size; k++) {
          centred[r * size + k] = codes[r * width + at + k] - mean[k];
        }
      }
      double[][] axes = PrincipalComponents.of(centred, size, removed);
      double square = 0;
      for (int r = 0; r < rows; r++) {
        double[] row = Arrays.copyOfRange(centred, r * size, (r + 1) * size);
        remove(axes, row);
        for (double value : row) {
          square += value * value;
        }
      }
      double rms = Math.sqrt(square / centred.length);
      return new Block(mean, axes, rms > 1e-12 ? 1 / rms : 1);
    }
  }

  private static void remove(double[][] axes, double[] row) {
    for (double[] axis : axes) {
      double along = 0;
      for (int k = 0; k < row.length; k++) {
        along += axis[k] * row[k];
      }
      for (int k = 0; k < row.length; k++) {
        row[k] -= along * axis[k];
      }
    }
  }

  /** C. */
  public int codeSize() {
    return mean.length;
  }

  /** How many components each block loses. */
  public int removed() {
    return components.length / mean.length;
  }

  /**
   * Processes codes.
   *
   * @param codes row-major, rows x C; stays as it is
   * @return as many values
   * @throws IllegalArgumentException if the values are no rows of C
   */
  public float[] apply(float[] codes) {
    int width = mean.length;
    if (codes.length % width != 0) {
      throw new IllegalArgumentException(codes.length + " values are no codes of " + width);
    }
    float[] processed = new float[codes.length];
    for (int from = 0; from < codes.length; from += width) {
      int at = 0;
      for (int n = 0; n < blocks.length; n++) {
        double[] row = new double[blocks[n]];
        for (int k = 0; k < row.length; k++) {
          row[k] = codes[from + at + k] - mean[at + k];
        }
        remove(axes(at, row.length), row);
        for (int k = 0; k < row.length; k++) {
          processed[from + at + k] = (float) (scale[n] * row[k]);
        }
        at += row.length;
      }
    }
    return processed;
  }

  private double[][] axes(int at, int size) {
    double[][] axes = new double[removed()][size];
    for (int c = 0; c < axes.length; c++) {
      for (int k = 0; k < size; k++) {
        axes[c][k] = components[c * mean.length + at + k];
      }
    }
    return axes;
  }

  /** The numbers, to be kept in a file. */
  public NamedTensors tensors() {
    return new NamedTensors()
        .put(MEAN, Tensor.vector(mean))
        .put(SCALE, Tensor.vector(scale))
        .put(COMPONENTS, new Tensor(new long[] {removed(), mean.length}, components));
  }

  /**
   * The processing of a file's numbers.
   *
   * @param tensors as {@link #tensors} gives them
   * @param blocks the sizes of a code's blocks
   * @throws IllegalArgumentException naming the first that is missing or of another shape
   */
  public static PostProcessing of(NamedTensors tensors, List<Integer> blocks) {
    int[] sizes = sizes(blocks);
    int width = Arrays.stream(sizes).sum();
    Tensor components = tensors.get(COMPONENTS);
    long[] shape = components.shape();
    if (shape.length != 2 || shape[1] != width) {
      throw new IllegalArgumentException(
          "tensor '" + COMPONENTS + "' is " + components + "; the codes have " + width + " values");
    }
    return new PostProcessing(
        sizes,
        vector(tensors, MEAN, width),
        vector(tensors, SCALE, sizes.length),
        components.data());
  }

  private static float[] vector(NamedTensors tensors, String name, int size) {
    Tensor tensor = tensors.get(name);
    if (!tensor.hasShape(size)) {
      throw new IllegalArgumentException(
          "tensor '" + name + "' is " + tensor + "; it must have " + size + " values");
    }
    return tensor.data();
  }
}
