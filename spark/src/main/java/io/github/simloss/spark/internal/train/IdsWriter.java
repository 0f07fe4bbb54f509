package io.github.simloss.spark.internal.train;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.spark.internal.files.HadoopFolder;
import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.Tokenizers;
import io.github.simloss.text.Vocabulary;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;

/**
 * Writes the sentences of a partition as ids: of each sentence how many ids are read and how many
 * asked for (none if they are the same), then these. A part is there whole or not at all, also
 * where a task is tried twice.
 */
public final class IdsWriter implements Function2<Integer, Iterator<String>, Iterator<Long>> {
  private static final long serialVersionUID = 1L;

  private final HadoopFolder folder;
  private final Broadcast<List<String>> words;
  private final Text text;

  /**
   * How sentences become ids.
   *
   * @param tokenizer the tokenizer's name
   * @param bigrams whether tokens are pairs of words
   * @param maxLength the longest sentence
   * @param sourceEnd whether it is closed where it is read
   * @param targetEnd whether it is closed where it is asked for
   * @param unknown whether unknown words have an id
   */
  public record Text(
      String tokenizer,
      boolean bigrams,
      int maxLength,
      boolean sourceEnd,
      boolean targetEnd,
      boolean unknown)
      implements java.io.Serializable {
    /** As a codec does it. */
    public static Text of(SentenceCodec codec, String tokenizer) {
      return new Text(
          tokenizer,
          codec.bigrams(),
          codec.maxLength(),
          codec.form().sourceEnd(),
          codec.form().targetEnd(),
          codec.form().unknown());
    }

    SentenceCodec codec(List<String> words) {
      return new SentenceCodec(
          Tokenizers.byName(tokenizer),
          bigrams,
          new Vocabulary(words, new long[words.size()]),
          maxLength,
          new SentenceForm(sourceEnd, targetEnd, unknown));
    }
  }

  /**
   * For a folder.
   *
   * @param folder that the parts go to
   * @param words of the vocabulary, by id
   * @param text how sentences become ids
   */
  public IdsWriter(HadoopFolder folder, Broadcast<List<String>> words, Text text) {
    this.folder = folder;
    this.words = words;
    this.text = text;
  }

  /** The name of a partition's file. */
  static String name(int partition) {
    return String.format(Locale.ROOT, "part-%05d.ids", partition);
  }

  @Override
  public Iterator<Long> call(Integer partition, Iterator<String> sentences) {
    SentenceCodec codec = text.codec(words.value());
    String beside = "_" + name(partition) + "-" + TaskContext.get().taskAttemptId();
    long count = 0;
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(folder.create(beside), 1 << 16))) {
      while (sentences.hasNext()) {
        String sentence = sentences.next().strip();
        if (!codec.tokenizer().tokenize(sentence).isEmpty() && codec.hasTarget(sentence)) {
          int[] source = codec.source(sentence);
          int[] target = codec.form().symmetric() ? new int[0] : codec.target(sentence);
          out.writeInt(source.length);
          out.writeInt(target.length);
          for (int id : source) {
            out.writeInt(id);
          }
          for (int id : target) {
            out.writeInt(id);
          }
          count++;
        }
      }
    } catch (IOException e) {
      throw new SimlossException(
          Messages.oneLine(folder.path()) + ": " + Messages.oneLine(String.valueOf(e.getMessage())),
          e);
    }
    folder.settle(beside, name(partition));
    return List.of(count).iterator();
  }
}
