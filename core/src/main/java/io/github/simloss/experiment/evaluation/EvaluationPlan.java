package io.github.simloss.experiment.evaluation;

import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Example;
import io.github.simloss.text.Tokenizer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a model is measured by, with everything read that can be read before a model is opened.
 *
 * @param reconstruction sentences to reconstruct, or null for none
 * @param near how many nearest words, the word itself counted, are near synonyms; at least 1
 * @param sets labelled sentences and pairs, no name twice; may be empty
 * @param tokenizer how sentences of sets are cut, and how much of them is read
 * @param seed of folds
 * @since 0.1.0
 */
public record EvaluationPlan(
    @Nullable EvaluationSentences reconstruction,
    int near,
    List<EvaluationSet> sets,
    Tokenizer tokenizer,
    long seed) {
  /** Checks the names and the range of near. */
  public EvaluationPlan {
    sets = List.copyOf(sets);
    Set<String> names = new TreeSet<>();
    for (EvaluationSet set : sets) {
      if (!names.add(set.name())) {
        throw new IllegalArgumentException("the name " + set.name() + " comes twice");
      }
    }
    if (near < 1) {
      throw new IllegalArgumentException("near is " + near + "; it must be at least 1");
    }
  }

  /**
   * Every word that has to have a vector, if there is one: of sets, and of sentences.
   *
   * @param model the model's own tokenizer
   */
  public Set<String> words(Tokenizer model) {
    Set<String> words = new TreeSet<>();
    for (EvaluationSet set : sets) {
      for (Example example : set.all()) {
        example.sentences().forEach(sentence -> words.addAll(tokenizer.tokenize(sentence)));
      }
    }
    if (reconstruction != null) {
      reconstruction.sentences().forEach(sentence -> words.addAll(model.tokenize(sentence)));
    }
    return words;
  }
}
