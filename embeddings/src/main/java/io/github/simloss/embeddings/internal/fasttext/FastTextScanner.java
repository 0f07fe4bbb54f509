package io.github.simloss.embeddings.internal.fasttext;

import io.github.simloss.SimlossException;
import io.github.simloss.embeddings.VectorFormat;
import io.github.simloss.embeddings.VectorOptions;
import io.github.simloss.embeddings.internal.bytes.ByteInput;
import io.github.simloss.embeddings.internal.bytes.ProgressMeter;
import io.github.simloss.embeddings.internal.bytes.UnpackedCopy;
import io.github.simloss.embeddings.internal.bytes.VectorSource;
import io.github.simloss.embeddings.internal.scan.RowScanner;
import io.github.simloss.embeddings.internal.scan.RowSink;
import io.github.simloss.embeddings.internal.scan.ScanCounts;
import io.github.simloss.embeddings.internal.scan.ScanRequest;
import io.github.simloss.embeddings.internal.scan.ScannedRow;
import io.github.simloss.embeddings.internal.scan.WordCodec;
import io.github.simloss.io.Messages;
import java.io.IOException;
import java.util.Arrays;

/**
 * The words of a fastText model. A word's vector is the mean of its own row and those of its
 * n-grams (Bojanowski et al., Enriching Word Vectors with Subword Information, 2017), as {@code
 * fasttext print-word-vectors} gives it.
 */
public final class FastTextScanner implements RowScanner {
  private static final byte[] SENTENCE_END = {'<', '/', 's', '>'};

  private final VectorSource source;
  private final FastTextModel model;
  private final VectorOptions options;
  private final WordCodec words;

  /** Keeps an unpacked copy alive. */
  @SuppressWarnings({"unused", "UnusedVariable"})
  private final Object owner;

  private FastTextScanner(
      VectorSource source, FastTextModel model, VectorOptions options, Object owner) {
    this.owner = owner;
    this.source = source;
    this.model = model;
    this.options = options;
    this.words = new WordCodec(options.charset());
  }

  /** Opens a model, which is unpacked first if it is compressed. */
  public static FastTextScanner open(
      VectorSource source, VectorFormat format, VectorOptions options) {
    boolean old = format == VectorFormat.FASTTEXT_2016;
    try {
      Object owner = new Object();
      VectorSource plain =
          source.gzip()
              ? UnpackedCopy.of(source, mostBytes(source, old), options.progress(), owner)
              : source;
      return new FastTextScanner(plain, FastTextParser.parse(plain, old), options, owner);
    } catch (IOException e) {
      throw source.failure(e);
    }
  }

  /** What begins like a model and is none is not unpacked: it may have no end. */
  private static long mostBytes(VectorSource source, boolean old) throws IOException {
    try (ByteInput in = new ByteInput(source, ProgressMeter.silent())) {
      return FastTextHeader.read(in, source.name(), old).mostBytes();
    }
  }

  @Override
  public VectorFormat format() {
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
  public SubwordVector subwordVector(byte[] word) {
    int[] rows = subwordRows(word);
    float[] vector = mean(-1, rows);
    for (float x : vector) {
      if (!Float.isFinite(x)) {
        throw notFinite(word, x);
      }
    }
    return new SubwordVector(vector, rows.length);
  }

  @Override
  public void scan(ScanRequest request, ScanCounts counts, RowSink sink) throws IOException {
    // The vectors are what takes time; the file is not read in one go.
    ProgressMeter meter = new ProgressMeter(options.progress(), source.size());
    long share = source.size() / model.words();
    try (ByteInput in = new ByteInput(source, ProgressMeter.silent())) {
      in.skip(model.dictionary());
      for (int id = 0; id < model.words(); id++) {
        long start = in.position();
        byte[] raw = in.until((byte) 0);
        in.skip(Long.BYTES + 1);
        word(raw, id, "byte " + start, request, counts, sink);
        meter.add(share);
      }
    }
    meter.end();
  }

  private void word(
      byte[] raw, int id, String place, ScanRequest request, ScanCounts counts, RowSink sink)
      throws IOException {
    counts.addRows(1);
    if (raw.length == 0) {
      counts.addEmptyWords(1, place);
      return;
    }
    boolean valid = words.valid(raw, 0, raw.length);
    if (!valid) {
      counts.addMalformedWords(1, place);
      if (options.malformed() == VectorOptions.Malformed.FAIL) {
        throw words.malformed(source.name() + ": " + place);
      }
    }
    byte[] key = words.key(raw, 0, raw.length, valid);
    int wanted = request.wanted() == null ? -1 : request.wanted().find(key);
    if (request.wanted() != null && wanted < 0) {
      return;
    }
    float[] vector = null;
    if (request.values() != ScanRequest.Values.NONE) {
      // The n-grams are those of the bytes as they are, valid or not.
      vector = mean(id, subwordRows(raw));
      if (request.values() == ScanRequest.Values.FINITE) {
        for (float x : vector) {
          if (!Float.isFinite(x)) {
            throw notFinite(raw, x);
          }
        }
      }
    }
    sink.row(new ScannedRow(key, wanted, vector));
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
