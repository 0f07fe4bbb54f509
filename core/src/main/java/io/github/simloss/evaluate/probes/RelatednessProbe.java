package io.github.simloss.evaluate.probes;

import io.github.simloss.evaluate.linear.GradedRegression;
import io.github.simloss.evaluate.linear.Grades;
import io.github.simloss.evaluate.sets.EvaluationSet;
import io.github.simloss.evaluate.sets.Example;
import io.github.simloss.random.SeededRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What frozen codes know of how related two sentences are: by their cosine, without training, and,
 * where there is a test part, by a regression on features of both that was learned on the training
 * part, its penalty chosen by Pearson's correlation on the dev part or by cross-validation.
 *
 * @param costs the values of C to choose from, rising
 * @param innerFolds folds to choose C by
 * @param seed of the folds
 */
record RelatednessProbe(List<Double> costs, int innerFolds, long seed) {

  ProbeScores measure(EvaluationSet set, EncodedSentences codes) {
    List<Example> judged = set.judged();
    double[] expected = EvaluationSet.numbers(judged);
    Answers cosines = new Answers(expected, codes.cosines(judged));
    double[] train = EvaluationSet.numbers(set.train());
    boolean constant = Arrays.stream(train).allMatch(score -> score == train[0]);
    if (set.test().isEmpty() || constant) {
      return ProbeScores.ofRelatedness(cosines, null, null);
    }
    List<Example> all = set.all();
    double[] scores = EvaluationSet.numbers(all);
    GradedRegression regression =
        new GradedRegression(codes.features(set.features(), all), scores, Grades.of(train));
    int[] rows = IntStream.range(0, train.length).toArray();
    int[] dev = IntStream.range(rows.length, rows.length + set.dev().size()).toArray();
    int[] test = IntStream.range(rows.length + dev.length, scores.length).toArray();
    double cost = cost(regression, scores, rows, dev);
    double[] answers = regression.learner(rows).predict(test, cost);
    return ProbeScores.ofRelatedness(cosines, new Answers(expected, answers), cost);
  }

  private double cost(GradedRegression regression, double[] scores, int[] train, int[] dev) {
    List<Folds.Fold> folds =
        dev.length > 0
            ? List.of(new Folds.Fold(train, dev))
            : Folds.of(
                train,
                new int[scores.length],
                innerFolds,
                SeededRandom.derive(seed, "folds to choose by", 0));
    List<GradedRegression.Learner> learners =
        folds.stream().map(fold -> regression.learner(fold.train())).toList();
    return CostSearch.best(
        costs,
        cost ->
            // Summed in order: the same on any number of threads.
            Arrays.stream(
                    IntStream.range(0, folds.size())
                        .parallel()
                        .mapToDouble(
                            k -> {
                              int[] rows = folds.get(k).test();
                              double[] answers = learners.get(k).predict(rows, cost);
                              return Correlation.pearson(pick(scores, rows), answers);
                            })
                        .toArray())
                .sum());
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }
}
