package io.github.simloss.cli.report;

import java.util.List;
import java.util.Map;

/**
 * What came of one run of a comparison: {@code result.json} in its folder.
 *
 * @param name the name of its folder
 * @param loss the loss as the command named it
 * @param backend the engine's name
 * @param engine the engine with its version
 * @param device where it computed
 * @param threads CPU threads
 * @param seed of order and initial weights
 * @param learningRate Adam's
 * @param devLoss the best; of one scale only among runs of one loss
 * @param bestStep where that was
 * @param steps all
 * @param seconds of training, evaluations on dev included
 * @param tokensPerSecond while training
 * @param peakResidentBytes the most memory the process held while it trained, or null where the
 *     system does not say
 * @param scores by the name of a {@link ScoreColumn}
 * @param baselines scores of what was measured beside, by its name; empty where another run of the
 *     same seed has them
 * @param samples reconstructions, of the same sentences in all runs
 * @param neighbours of a few words, the same in all runs, with this loss's weights; null in results
 *     of before there were any
 * @param codes the codes of the same sentences in all runs, or null
 */
public record ComparedRun(
    String name,
    String loss,
    String backend,
    String engine,
    String device,
    int threads,
    long seed,
    double learningRate,
    double devLoss,
    long bestStep,
    long steps,
    double seconds,
    double tokensPerSecond,
    Long peakResidentBytes,
    Map<String, Double> scores,
    Map<String, Map<String, Double>> baselines,
    List<RunView.Sample> samples,
    List<WordNeighbours> neighbours,
    CodeMap codes) {

  /** The same run with what its page shows. */
  public ComparedRun with(RunView view) {
    return with(baselines, view.samples(), view.neighbours(), view.codes());
  }

  /** The same run with scores of what was measured beside another one of its seed. */
  public ComparedRun withBaselines(Map<String, Map<String, Double>> measured) {
    return with(measured, samples, neighbours, codes);
  }

  private ComparedRun with(
      Map<String, Map<String, Double>> measured,
      List<RunView.Sample> shown,
      List<WordNeighbours> words,
      CodeMap map) {
    return new ComparedRun(
        name,
        loss,
        backend,
        engine,
        device,
        threads,
        seed,
        learningRate,
        devLoss,
        bestStep,
        steps,
        seconds,
        tokensPerSecond,
        peakResidentBytes,
        scores,
        measured,
        shown,
        words,
        map);
  }
}
