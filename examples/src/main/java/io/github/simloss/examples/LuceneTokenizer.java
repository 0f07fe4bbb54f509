package io.github.simloss.examples;

import io.github.simloss.text.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Words as Lucene's standard analyzer finds them (Unicode's text segmentation, in lower case), as
 * the tokenizer {@code lucene-standard}. With this class and {@code
 * META-INF/services/io.github.simloss.text.Tokenizer} on the class path, {@code train --tokenizer
 * lucene-standard} and every program that loads the run use it. Another analyzer, for a language or
 * with a stemmer, takes the place of this one by one line.
 */
public final class LuceneTokenizer implements Tokenizer {
  private final Analyzer analyzer = new StandardAnalyzer();

  @Override
  public String name() {
    return "lucene-standard";
  }

  @Override
  public List<String> tokenize(String sentence) {
    List<String> tokens = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("", sentence)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableList(tokens);
  }

  /**
   * Prints how some sentences are cut.
   *
   * @param args sentences
   */
  public static void main(String[] args) {
    Tokenizer tokenizer = new LuceneTokenizer();
    for (String sentence : args) {
      System.out.println(String.join(" | ", tokenizer.tokenize(sentence)));
    }
  }
}
