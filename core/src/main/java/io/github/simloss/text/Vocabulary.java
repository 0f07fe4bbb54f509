package io.github.simloss.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The words a model knows, with their ids and counts. Ids 0 to 3 are the {@link SpecialToken}s;
 * words follow by falling count, equal counts by their text (UTF-16 order), so that ids are the
 * same from run to run and machine to machine. Immutable.
 *
 * @since 0.1.0
 */
public final class Vocabulary {
  /** What would end a field or a line of a vocabulary file. */
  private static final Pattern BREAKS = Pattern.compile("[\t\n\r]");

  private final List<String> words;
  private final long[] counts;
  private final Map<String, Integer> ids;

  /**
   * A vocabulary of these words.
   *
   * @param words in the order of ids, the special tokens first
   * @param counts how often each was seen, the same length
   * @throws IllegalArgumentException if the special tokens are not first, a word comes twice, is
   *     empty or holds a tab or line break
   */
  public Vocabulary(List<String> words, long[] counts) {
    this.words = List.copyOf(words);
    this.counts = counts.clone();
    if (words.size() != counts.length) {
      throw new IllegalArgumentException(words.size() + " words have " + counts.length + " counts");
    }
    for (SpecialToken token : SpecialToken.values()) {
      if (words.size() <= token.id() || !words.get(token.id()).equals(token.text())) {
        throw new IllegalArgumentException("word " + token.id() + " must be " + token.text());
      }
    }
    this.ids = new HashMap<>(words.size() * 2);
    for (int id = 0; id < words.size(); id++) {
      String word = words.get(id);
      if (word.isEmpty() || BREAKS.matcher(word).find()) {
        throw new IllegalArgumentException("word " + id + " is empty or holds a tab or line break");
      }
      if (ids.putIfAbsent(word, id) != null) {
        throw new IllegalArgumentException("word '" + word + "' comes twice");
      }
    }
  }

  /** The id of a word, or -1. */
  public int find(String word) {
    return ids.getOrDefault(word, -1);
  }

  /** The id of a word, or that of {@code <unk>}. */
  public int id(String word) {
    return ids.getOrDefault(word, SpecialToken.UNKNOWN.id());
  }

  /**
   * The word of an id.
   *
   * @param id in [0, size)
   * @throws IndexOutOfBoundsException if there is no such id
   */
  public String word(int id) {
    return words.get(id);
  }

  /**
   * How often the word of an id was seen in the corpus it was built from.
   *
   * @param id in [0, size)
   * @throws IndexOutOfBoundsException if there is no such id
   */
  public long count(int id) {
    return counts[id];
  }

  /** V, special tokens included. */
  public int size() {
    return words.size();
  }

  /** All words in the order of their ids; unmodifiable. */
  public List<String> words() {
    return words;
  }

  /**
   * The most frequent of the words that pass a test, in their order; what is left out counts as
   * unknown.
   *
   * @param test of a word
   * @param maxSize the most words kept beside the special tokens, from 0
   * @throws IllegalArgumentException if it is less
   */
  public Vocabulary keep(Predicate<String> test, int maxSize) {
    if (maxSize < 0) {
      throw new IllegalArgumentException("maximum size " + maxSize + " must be at least 0");
    }
    int specials = SpecialToken.values().length;
    List<String> kept = new ArrayList<>(words.subList(0, specials));
    List<Long> numbers = new ArrayList<>();
    for (int id = 0; id < specials; id++) {
      numbers.add(counts[id]);
    }
    long left = counts[SpecialToken.UNKNOWN.id()];
    for (int id = specials; id < words.size(); id++) {
      if (kept.size() - specials < maxSize && test.test(words.get(id))) {
        kept.add(words.get(id));
        numbers.add(counts[id]);
      } else {
        left += counts[id];
      }
    }
    numbers.set(SpecialToken.UNKNOWN.id(), left);
    return new Vocabulary(kept, numbers.stream().mapToLong(Long::longValue).toArray());
  }

  /** Counts words, then prunes: the way to a vocabulary from a corpus. */
  public static final class Builder {
    // Sorted, so that nothing ever depends on the order of a hash.
    private final Map<String, Long> counts = new TreeMap<>();
    private long unknown;
    private long sentences;

    /** Counts the tokens of one sentence. Words written like a special token count as unknown. */
    public Builder add(List<String> tokens) {
      for (String token : tokens) {
        if (SpecialToken.isSpecial(token)) {
          unknown++;
        } else {
          counts.merge(token, 1L, Long::sum);
        }
      }
      sentences++;
      return this;
    }

    /**
     * Counts a word that was seen so often. One that is written like a special token counts as
     * unknown; so {@code <unk>} takes the number of words that are left out elsewhere.
     *
     * @param count from 0
     * @throws IllegalArgumentException if it is less
     */
    public Builder add(String word, long count) {
      if (count < 0) {
        throw new IllegalArgumentException("'" + word + "' cannot be seen " + count + " times");
      }
      if (SpecialToken.isSpecial(word)) {
        unknown += count;
      } else if (count > 0) {
        counts.merge(word, count, Long::sum);
      }
      return this;
    }

    /**
     * Counts sentences, whose words are counted by {@link #add(String, long)}.
     *
     * @param count from 0
     * @throws IllegalArgumentException if it is less
     */
    public Builder addSentences(long count) {
      if (count < 0) {
        throw new IllegalArgumentException("there cannot be " + count + " sentences");
      }
      sentences += count;
      return this;
    }

    /**
     * The vocabulary of the words seen.
     *
     * @param minCount words seen less often are left out; at least 1
     * @param maxSize the most words kept beside the special tokens, the frequent first; at least 1
     */
    public Vocabulary build(int minCount, int maxSize) {
      if (minCount < 1 || maxSize < 1) {
        throw new IllegalArgumentException(
            "minimum count " + minCount + " and maximum size " + maxSize + " must be at least 1");
      }
      List<Map.Entry<String, Long>> entries = new ArrayList<>(counts.entrySet());
      entries.sort(Collections.reverseOrder(Map.Entry.comparingByValue()));
      long pruned = unknown;
      List<Map.Entry<String, Long>> kept = new ArrayList<>();
      for (Map.Entry<String, Long> entry : entries) {
        if (entry.getValue() >= minCount && kept.size() < maxSize) {
          kept.add(entry);
        } else {
          pruned += entry.getValue();
        }
      }
      List<String> words = new ArrayList<>();
      long[] numbers = new long[SpecialToken.values().length + kept.size()];
      for (SpecialToken token : SpecialToken.values()) {
        words.add(token.text());
      }
      numbers[SpecialToken.UNKNOWN.id()] = pruned;
      numbers[SpecialToken.START.id()] = sentences;
      numbers[SpecialToken.END.id()] = sentences;
      for (Map.Entry<String, Long> entry : kept) {
        numbers[words.size()] = entry.getValue();
        words.add(entry.getKey());
      }
      return new Vocabulary(words, numbers);
    }
  }
}
