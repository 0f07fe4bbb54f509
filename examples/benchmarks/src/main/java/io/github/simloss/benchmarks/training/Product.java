package io.github.simloss.benchmarks.training;

import io.github.simloss.batch.Batch;
import io.github.simloss.batch.TokenRows;
import io.github.simloss.model.DecoderKind;
import io.github.simloss.model.LstmSpec;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.model.OutputLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * A matrix product of a training step, rows x inner times inner x columns.
 *
 * @param rows of the result
 * @param inner what is summed over
 * @param columns of the result
 * @param transposeFirst the first operand is stored inner x rows
 * @param transposeSecond the second operand is stored columns x inner
 */
record Product(int rows, int inner, int columns, boolean transposeFirst, boolean transposeSecond) {

  /** Floating-point operations: a multiplication and an addition a term. */
  double flops() {
    return 2.0 * rows * inner * columns;
  }

  /** Values of the largest of both operands and the result. */
  int largest() {
    int operand = Math.max(Math.multiplyExact(rows, inner), Math.multiplyExact(inner, columns));
    return Math.max(operand, Math.multiplyExact(rows, columns));
  }

  /**
   * All products that a step cannot do without, for real positions only: LSTMs, linear layers, and
   * the map to logits, each with its gradients. The embedding is frozen, so nothing goes back to
   * it, nor to a tied map. Rows of similarities are not counted: they may be kept in a table.
   */
  static List<Product> ofStep(Shape shape, Batch batch) {
    ModelSpec spec = shape.model().spec(shape);
    if (shape.work() == Work.ENCODE) {
      return ofCodes(spec, batch.source());
    }
    List<Product> products = new ArrayList<>();
    boolean ordered = spec.decoder().kind() == DecoderKind.LSTM;
    int rows = ordered ? batch.target().tokenCount() : batch.size();
    int v = shape.words();
    int k = spec.decoder().hiddenSize();
    int d = shape.dimension();
    if (spec.decoder().outputLayer() == OutputLayer.TIED) {
      linear(products, rows, k, d);
      products.add(new Product(rows, d, v, false, true));
      products.add(new Product(rows, v, d, false, false));
    } else {
      linear(products, rows, k, v);
    }
    for (LstmSpec lstm : spec.encoderLstms()) {
      lstm(products, lstm, batch.source(), lstm.inputs() != d);
    }
    if (ordered) {
      lstm(products, spec.decoderLstm(), batch.target(), false);
    }
    if (!ordered || spec.hasBridge()) {
      linear(products, batch.size(), spec.codeSize(), k);
    }
    return products;
  }

  private static List<Product> ofCodes(ModelSpec spec, TokenRows rows) {
    List<Product> products = new ArrayList<>();
    for (LstmSpec lstm : spec.encoderLstms()) {
      int h = lstm.hiddenSize();
      products.add(new Product(rows.tokenCount(), lstm.inputs(), 4 * h, false, true));
      for (int t = 0; t < rows.longest(); t++) {
        products.add(new Product(alive(rows, t), h, 4 * h, false, true));
      }
    }
    return products;
  }

  /** A linear layer, the gradients of its inputs and of its weights. */
  private static void linear(List<Product> products, int rows, int inputs, int outputs) {
    products.add(new Product(rows, inputs, outputs, false, true));
    products.add(new Product(rows, outputs, inputs, false, false));
    products.add(new Product(outputs, rows, inputs, true, false));
  }

  private static void lstm(
      List<Product> products, LstmSpec lstm, TokenRows rows, boolean inputGradient) {
    int n = rows.tokenCount();
    int h = lstm.hiddenSize();
    products.add(new Product(n, lstm.inputs(), 4 * h, false, true));
    products.add(new Product(4 * h, n, lstm.inputs(), true, false));
    products.add(new Product(4 * h, n, h, true, false));
    if (inputGradient) {
      products.add(new Product(n, 4 * h, lstm.inputs(), false, false));
    }
    for (int t = 0; t < rows.longest(); t++) {
      int alive = alive(rows, t);
      products.add(new Product(alive, h, 4 * h, false, true));
      products.add(new Product(alive, 4 * h, h, false, false));
    }
  }

  private static int alive(TokenRows rows, int t) {
    int alive = 0;
    for (int length : rows.lengths()) {
      alive += length > t ? 1 : 0;
    }
    return alive;
  }
}
