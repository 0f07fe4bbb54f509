package io.github.simloss.spark.internal.words;

import io.github.simloss.text.SentenceCodec;
import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/**
 * Counts the words and the sentences of a partition.
 *
 * @param tokenizer the tokenizer's name
 * @param bigrams whether tokens are pairs of words
 */
record WordsOfPartition(String tokenizer, boolean bigrams)
    implements PairFlatMapFunction<Iterator<String>, String, Long> {
  /** No word: what sentences are counted under. */
  static final String SENTENCES = "";

  @Override
  public Iterator<Tuple2<String, Long>> call(Iterator<String> texts) {
    Tokenizer cut = Tokenizers.byName(tokenizer);
    Map<String, Long> counts = new TreeMap<>();
    while (texts.hasNext()) {
      String text = texts.next();
      if (!cut.tokenize(text).isEmpty()) {
        counts.merge(SENTENCES, 1L, Long::sum);
        for (String token : SentenceCodec.tokens(cut, bigrams, text.strip())) {
          counts.merge(token, 1L, Long::sum);
        }
      }
    }
    List<Tuple2<String, Long>> pairs = new ArrayList<>();
    counts.forEach((word, n) -> pairs.add(new Tuple2<>(word, n)));
    return pairs.iterator();
  }
}
