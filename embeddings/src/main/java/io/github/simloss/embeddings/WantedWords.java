package io.github.simloss.embeddings;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** The words that a reading looks for, in all their forms, as bytes. */
final class WantedWords {
  private final List<String> words;
  private final List<Lookup.Form> forms;
  private final int[][] keysOfWord;
  private final KeyIndex keys = new KeyIndex();
  private final KeyIndex firstTokens = new KeyIndex();
  private final boolean replacements;

  WantedWords(Set<String> wanted, Lookup lookup, WordCodec words) {
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
  List<String> words() {
    return words;
  }

  /** How many keys there are. */
  int keys() {
    return keys.size();
  }

  /** The number of a key; -1 if nobody asked for it. */
  int find(byte[] bytes, int from, int to, int hash) {
    return keys.find(bytes, from, to, hash);
  }

  int find(byte[] key) {
    return keys.find(key, 0, key.length);
  }

  /** Whether a row that begins with this token may be wanted. */
  boolean mayBegin(byte[] bytes, int from, int to, int hash) {
    return keys.find(bytes, from, to, hash) >= 0
        || (firstTokens.size() > 0 && firstTokens.find(bytes, from, to, hash) >= 0);
  }

  /** Whether some word holds U+FFFD, as which malformed words are read. */
  boolean replacements() {
    return replacements;
  }

  /**
   * The key by which a word is found, by the order of its forms.
   *
   * @param word its number in {@link #words}
   * @param has whether a key was found
   * @return the place of the form in the lookup, and so of the key; -1 if none was found
   */
  int formFound(int word, IntPredicate has) {
    for (int f = 0; f < forms.size(); f++) {
      if (keysOfWord[word][f] >= 0 && has.test(keysOfWord[word][f])) {
        return f;
      }
    }
    return -1;
  }

  int key(int word, int form) {
    return keysOfWord[word][form];
  }

  Lookup.Form form(int index) {
    return forms.get(index);
  }
}
