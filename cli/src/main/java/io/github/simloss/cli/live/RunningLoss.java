package io.github.simloss.cli.live;

import io.github.simloss.cli.report.RunView;
import io.github.simloss.train.StepProgress;
import java.util.ArrayList;
import java.util.List;

/** The training loss and speed of late, and a curve of the loss that never grows large. */
final class RunningLoss {
  /** An average over about this many steps. */
  private static final double MEMORY = 50;

  private static final int MOST_POINTS = 400;

  private final List<RunView.Moment> curve = new ArrayList<>();
  private double loss = Double.NaN;
  private double tokens;
  private double seconds;
  private long every = 1;

  /** Takes in a step. */
  void add(StepProgress step) {
    double keep = 1 - 1 / MEMORY;
    loss = Double.isNaN(loss) ? step.loss() : keep * loss + (1 - keep) * step.loss();
    tokens = keep * tokens + step.tokens();
    seconds = keep * seconds + step.seconds();
    if (step.step() % every == 0) {
      curve.add(new RunView.Moment(step.step(), loss));
      if (curve.size() >= MOST_POINTS) {
        every *= 2;
        curve.removeIf(moment -> moment.step() % every != 0);
      }
    }
  }

  /** The average so far; NaN before the first step. */
  double loss() {
    return loss;
  }

  /** Where training stands after a step. */
  RunView.Live live(StepProgress step) {
    return new RunView.Live(
        step.step(),
        step.totalSteps(),
        step.epoch(),
        step.epochs(),
        loss,
        seconds > 0 ? tokens / seconds : 0,
        List.copyOf(curve));
  }
}
