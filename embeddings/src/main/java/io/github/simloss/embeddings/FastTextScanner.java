package io.github.simloss.embeddings;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.io.IOException;
import java.util.Arrays;

/**
 * The words of a fastText model. A word's vector is the mean of its own row and those of its
 * n-grams (Bojanowski et al., Enriching Word Vectors with Subword Information, 2017), as {@code
 * fasttext print-word-vectors} gives it.
 */
final class FastTextScanner implements RowScanner {
  private static final byte[] SENTENCE_END = {'<', '/', 's', '>'};

  private final VectorSource source;
  private final FastTextModel model;
  private final VectorOptions options;
  private final Words words;

  /** Keeps an unpacked copy alive. */
  @SuppressWarnings({"unused", "UnusedVariable"})
  private final Object owner;

  private FastTextScanner(
      VectorSource source, FastTextModel model, VectorOptions options, Object owner) {
    this.owner = owner;
    this.source = source;
    this.model = model;
    this.options = options;
    this.words = new Words(options.charset());
  }

  /** Opens a model, which is unpacked first if it is compressed. */
  static FastTextScanner open(VectorSource source, VectorFormat format, VectorOptions options) {
    boolean old = format == VectorFormat.FASTTEXT_2016;
    try {
      Object owner = new Object();
      VectorSource plain = source.gzip() ? Unpacked.of(source, options, owner) : source;
      return new FastTextScanner(plain, FastTextParser.parse(plain, old), options, owner);
    } catch (IOException e) {
      throw source.failure(e);
    }
  }

  VectorFormat format() {
    return model.format();
  }

  @Override
  public int dimension() {
    return model.dimension();
  }

  @Override
  public long claimedWords() {
    return model.words();
  }

  @Override
  public boolean subwords() {
    return model.subwords().any();
  }

  @Override
  public Guess guess(byte[] word) {
    int[] rows = subwordRows(word);
    float[] vector = mean(-1, rows);
    for (float x : vector) {
      if (!Float.isFinite(x)) {
        throw notFinite(word, x);
      }
    }
    return new Guess(vector, rows.length);
  }

  @Override
  public void scan(RowScan scan, Tally tally, RowSink sink) throws IOException {
    // The vectors are what takes time; the file is not read in one go.
    Meter meter = new Meter(options.progress(), source.size());
    long share = source.size() / model.words();
    try (ByteInput in = new ByteInput(source, Meter.silent())) {
      in.skip(model.dictionary());
      for (int id = 0; id < model.words(); id++) {
        long start = in.position();
        byte[] raw = in.until((byte) 0);
        in.skip(Long.BYTES + 1);
        word(raw, id, "byte " + start, scan, tally, sink);
        meter.add(share);
      }
    }
    meter.end();
  }

  private void word(byte[] raw, int id, String place, RowScan scan, Tally tally, RowSink sink)
      throws IOException {
    tally.rows++;
    if (raw.length == 0) {
      tally.empty(place);
      return;
    }
    boolean valid = words.valid(raw, 0, raw.length);
    if (!valid) {
      tally.malformed(place);
      if (options.malformed() == VectorOptions.Malformed.FAIL) {
        throw words.malformed(source.name() + ": " + place);
      }
    }
    byte[] key = words.key(raw, 0, raw.length, valid);
    int wanted = scan.wanted() == null ? -1 : scan.wanted().find(key);
    if (scan.wanted() != null && wanted < 0) {
      return;
    }
    float[] vector = null;
    if (scan.values() != RowScan.Values.NONE) {
      // The n-grams are those of the bytes as they are, valid or not.
      vector = mean(id, subwordRows(raw));
      if (scan.values() == RowScan.Values.FINITE) {
        for (float x : vector) {
          if (!Float.isFinite(x)) {
            throw notFinite(raw, x);
          }
        }
      }
    }
    sink.row(new RawRow(raw, valid, key, wanted, vector));
  }

  private int[] subwordRows(byte[] word) {
    boolean none = Arrays.equals(word, SENTENCE_END) && !model.sentenceEndHasSubwords();
    return none ? new int[0] : model.subwords().rows(word);
  }

  private float[] mean(int id, int[] ngrams) {
    float[] sum = new float[model.dimension()];
    try {
      if (id >= 0) {
        model.input().add(id, sum);
      }
      for (int row : ngrams) {
        model.input().add((long) model.words() + row, sum);
      }
    } catch (InternalError e) {
      // What a mapped file answers when it was cut off meanwhile.
      throw new SimlossException(
          source.name() + " changed while it was read; wait until it is complete", e);
    }
    int count = ngrams.length + (id >= 0 ? 1 : 0);
    float scale = count == 0 ? 0 : (float) (1.0 / count);
    for (int k = 0; k < sum.length; k++) {
      sum[k] *= scale;
    }
    return sum;
  }

  private SimlossException notFinite(byte[] word, float x) {
    return new SimlossException(
        source.name()
            + ": the vector of "
            + Messages.quote(words.text(word))
            + " holds "
            + x
            + "; the model is damaged");
  }
}
