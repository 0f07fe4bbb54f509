package io.github.simloss.spark.internal.words;

import io.github.simloss.text.SpecialToken;
import io.github.simloss.text.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Counts words on the executors and brings to the driver only those that may be kept. Spark would
 * order words by their UTF-8 bytes, and a vocabulary orders them by UTF-16, so at the last count
 * that is kept all words come to the driver, and it chooses.
 */
public final class WordCounts {
  private WordCounts() {}

  /**
   * The vocabulary of some texts, as {@link Vocabulary.Builder} makes it of them on one machine.
   *
   * @param texts one sentence each; those without a word do not count
   * @param tokenizer the tokenizer's name
   * @param bigrams whether tokens are pairs of words
   * @param minCount words seen less often are left out
   * @param maxSize the most words kept
   */
  public static Vocabulary vocabulary(
      JavaRDD<String> texts, String tokenizer, boolean bigrams, int minCount, int maxSize) {
    JavaPairRDD<String, Long> counts =
        texts
            .mapPartitionsToPair(new WordsOfPartition(tokenizer, bigrams))
            .reduceByKey(Long::sum)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Vocabulary.Builder builder = new Vocabulary.Builder();
      for (Tuple2<String, Long> sentences :
          counts.filter(e -> e._1().equals(WordsOfPartition.SENTENCES)).collect()) {
        builder.addSentences(sentences._2());
      }
      JavaPairRDD<String, Long> words =
          counts.filter(e -> !e._1().equals(WordsOfPartition.SENTENCES));
      // Words written like a special token are unknown, and take no place.
      long least =
          Math.max(minCount, least(words.filter(e -> !SpecialToken.isSpecial(e._1())), maxSize));
      long all = 0;
      for (Tuple2<Long, Long> n : frequencies(words)) {
        all += n._1() * n._2();
      }
      for (Tuple2<String, Long> word : words.filter(e -> e._2() >= least).collect()) {
        builder.add(word._1(), word._2());
        all -= word._2();
      }
      builder.add(SpecialToken.UNKNOWN.text(), all);
      return builder.build(minCount, maxSize);
    } finally {
      counts.unpersist();
    }
  }

  /** How many words there are of each count. */
  private static List<Tuple2<Long, Long>> frequencies(JavaPairRDD<String, Long> words) {
    return words.mapToPair(e -> new Tuple2<>(e._2(), 1L)).reduceByKey(Long::sum).collect();
  }

  /** The largest count that at least so many words have. */
  private static long least(JavaPairRDD<String, Long> words, int maxSize) {
    TreeMap<Long, Long> byCount = new TreeMap<>();
    for (Tuple2<Long, Long> n : frequencies(words)) {
      byCount.put(n._1(), n._2());
    }
    long seen = 0;
    for (Map.Entry<Long, Long> entry : byCount.descendingMap().entrySet()) {
      seen += entry.getValue();
      if (seen >= maxSize) {
        return entry.getKey();
      }
    }
    return 1;
  }
}
