package io.github.simloss.spark.internal.words;

import io.github.simloss.text.Tokenizer;
import io.github.simloss.text.Tokenizers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;

/** The words of a column, each once. */
public final class DistinctWords {
  private DistinctWords() {}

  /** Single words as a tokenizer makes them, in any order. */
  public static List<String> of(Dataset<?> data, String column, String tokenizer) {
    return Texts.of(data, column)
        .mapPartitions(
            texts -> {
              Tokenizer cut = Tokenizers.byName(tokenizer);
              Set<String> words = new TreeSet<>();
              texts.forEachRemaining(text -> words.addAll(cut.tokenize(text)));
              return words.iterator();
            })
        .distinct()
        .collect();
  }
}
