package io.github.simloss.cli.report;

import io.github.simloss.experiment.inspection.Inspection;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.checkpoint.HistoryEntry;
import java.util.List;

/**
 * What a page shows of one run.
 *
 * @param name how the run is called
 * @param config what was run
 * @param history its evaluations so far
 * @param inspection what the model shows; {@link Inspection#NONE} where there is no model yet
 * @param sets what its codes know; {@link SetScores#NONE} where that was not asked for
 * @param notes what could not be shown and why
 * @param live where training stands, or null if it is over
 */
public record RunView(
    String name,
    RunConfig config,
    List<HistoryEntry> history,
    Inspection inspection,
    SetScores sets,
    List<String> notes,
    Live live) {

  /** Copies the lists. */
  public RunView {
    history = List.copyOf(history);
    notes = List.copyOf(notes);
  }

  /** What a saved run shows, without sets. */
  public static RunView of(SavedRun run) {
    return of(run, SetScores.NONE);
  }

  /**
   * What a saved run shows.
   *
   * @param run it
   * @param sets what its codes know
   */
  public static RunView of(SavedRun run, SetScores sets) {
    List<String> notes =
        run.noSentences() == null
            ? List.of()
            : List.of(
                "There are no reconstructions and no map: "
                    + run.noSentences()
                    + "; or name sentences with simloss report --sentences FILE.");
    return new RunView(
        run.name(), run.config(), run.history(), run.inspection(), sets, notes, null);
  }

  /**
   * Where training stands.
   *
   * @param step steps done
   * @param totalSteps steps that all epochs will take
   * @param epoch the epoch under way, from 1
   * @param epochs all epochs
   * @param loss the training loss of late
   * @param tokensPerSecond of late
   * @param curve the training loss since it was first looked at, thinned out
   */
  public record Live(
      long step,
      long totalSteps,
      int epoch,
      int epochs,
      double loss,
      double tokensPerSecond,
      List<Moment> curve) {}

  /**
   * The training loss at a step.
   *
   * @param step steps done
   * @param loss averaged over the last steps
   */
  public record Moment(long step, double loss) {}

  /** The same under another name. */
  RunView named(String other) {
    return new RunView(other, config, history, inspection, sets, notes, live);
  }

  /** The same while training continues. */
  public RunView with(Live now) {
    return new RunView(name, config, history, inspection, sets, notes, now);
  }
}
