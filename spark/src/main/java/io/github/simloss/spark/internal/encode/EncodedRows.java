package io.github.simloss.spark.internal.encode;

import io.github.simloss.SimlossException;
import io.github.simloss.encoding.SentenceEncoder;
import io.github.simloss.run.TrainedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.ArraySeq;

/** Rows with their codes, encoded by the chunk, in their order. */
final class EncodedRows implements Iterator<Row> {
  /** Batches read ahead: sentences of like length share a batch. */
  private static final int AHEAD = 8;

  private final Iterator<Row> rows;
  private final TrainedModel trained;
  private final SentenceEncoder encoder;
  private final EncodeSettings settings;
  private Iterator<Row> ready = List.<Row>of().iterator();

  EncodedRows(Iterator<Row> rows, TrainedModel trained, EncodeSettings settings) {
    this.rows = rows;
    this.trained = trained;
    this.encoder = trained.encoder(null, settings.batchSize());
    this.settings = settings;
  }

  @Override
  public boolean hasNext() {
    // A chunk may have nothing but rows that are left out.
    while (!ready.hasNext() && rows.hasNext()) {
      ready = chunk().iterator();
    }
    return ready.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  private List<Row> chunk() {
    List<Row> kept = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    while (rows.hasNext() && kept.size() < AHEAD * settings.batchSize()) {
      Row row = rows.next();
      String text = row.getString(settings.column());
      if (takes(text)) {
        kept.add(row);
        if (text != null) {
          texts.add(text);
        }
      }
    }
    float[] codes = texts.isEmpty() ? new float[0] : encode(texts);
    List<Row> encoded = new ArrayList<>();
    int at = 0;
    for (Row row : kept) {
      Object code = null;
      if (!row.isNullAt(settings.column())) {
        int size = codes.length / texts.size();
        code = value(Arrays.copyOfRange(codes, at, at + size));
        at += size;
      }
      encoded.add(with(row, code));
    }
    return encoded;
  }

  private float[] encode(List<String> texts) {
    // Python asks for rows on a thread of its own, which may outlive the task that had the model.
    synchronized (trained) {
      return encoder.encode(texts);
    }
  }

  private boolean takes(@Nullable String text) {
    boolean valid = text != null && !trained.codec().tokenizer().tokenize(text).isEmpty();
    if (!valid && settings.invalid() == EncodeSettings.Invalid.ERROR) {
      throw new SimlossException(
          "a row has "
              + (text == null ? "null" : "a text without a word")
              + " in the input column: set handleInvalid to skip or keep");
    }
    return valid || settings.invalid() == EncodeSettings.Invalid.KEEP;
  }

  private Object value(float[] code) {
    if (!settings.vector()) {
      return new ArraySeq.ofFloat(code);
    }
    double[] wide = new double[code.length];
    Arrays.setAll(wide, k -> code[k]);
    return Vectors.dense(wide);
  }

  private static Row with(Row row, @Nullable Object code) {
    Object[] values = new Object[row.length() + 1];
    for (int k = 0; k < row.length(); k++) {
      values[k] = row.get(k);
    }
    values[row.length()] = code;
    return RowFactory.create(values);
  }
}
