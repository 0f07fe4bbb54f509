package io.github.simloss.embeddings.internal.scan;

import io.github.simloss.embeddings.Lookup;
import io.github.simloss.embeddings.internal.bytes.KeyIndex;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** The words that a reading looks for, in all their forms, as bytes. */
public final class WantedWords {
  private final List<String> words;
  private final List<Lookup.Form> forms;
  private final int[][] keysOfWord;
  private final KeyIndex keys = new KeyIndex();
  private final KeyIndex firstTokens = new KeyIndex();
  private final boolean replacements;

  public WantedWords(Set<String> wanted, Lookup lookup, WordCodec words) {
    this.words = List.copyOf(new LinkedHashSet<>(wanted));
    this.forms = lookup.forms();
    this.keysOfWord = new int[this.words.size()][forms.size()];
    boolean anyReplacement = false;
    for (int w = 0; w < keysOfWord.length; w++) {
      for (int f = 0; f < forms.size(); f++) {
        String text = forms.get(f).of(this.words.get(w));
        byte[] bytes = text.isEmpty() ? null : words.bytes(text);
        keysOfWord[w][f] = bytes == null ? -1 : keys.add(bytes);
        if (bytes != null) {
          addFirstToken(bytes);
        }
        anyReplacement |= text.indexOf('\ufffd') >= 0;
      }
    }
    this.replacements = anyReplacement;
  }

  /** A word that holds spaces is found by what is before the first of them. */
  private void addFirstToken(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == ' ' || bytes[i] == '\t') {
        firstTokens.add(Arrays.copyOf(bytes, i));
        return;
      }
    }
  }

  /** The words, each once. */
  public List<String> words() {
    return words;
  }

  /** How many keys there are. */
  public int keys() {
    return keys.size();
  }

  /** The number of a key; -1 if nobody asked for it. */
  public int find(byte[] bytes, int from, int to, int hash) {
    return keys.find(bytes, from, to, hash);
  }

  /** As above, of a whole array. */
  public int find(byte[] key) {
    return keys.find(key, 0, key.length);
  }

  /** Whether a row that begins with this token may be wanted. */
  public boolean mayBegin(byte[] bytes, int from, int to, int hash) {
    return keys.find(bytes, from, to, hash) >= 0
        || (firstTokens.size() > 0 && firstTokens.find(bytes, from, to, hash) >= 0);
  }

  /** Whether some word holds U+FFFD, as which malformed words are read. */
  public boolean replacements() {
    return replacements;
  }

  /**
   * The key by which a word is found, by the order of its forms.
   *
   * @param word its number in {@link #words}
   * @param has whether a key was found
   * @return the place of the form in the lookup, and so of the key; -1 if none was found
   */
  public int formFound(int word, IntPredicate has) {
    for (int f = 0; f < forms.size(); f++) {
      if (keysOfWord[word][f] >= 0 && has.test(keysOfWord[word][f])) {
        return f;
      }
    }
    return -1;
  }

  /** The number of the key of a word in one of its forms; -1 if the charset does not have it. */
  public int key(int word, int form) {
    return keysOfWord[word][form];
  }

  /** A form, by its place in the lookup. */
  public Lookup.Form form(int index) {
    return forms.get(index);
  }
}
