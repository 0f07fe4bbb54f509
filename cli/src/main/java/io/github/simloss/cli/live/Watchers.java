package io.github.simloss.cli.live;

import io.github.simloss.backend.Engine;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who looks on from outside while a run trains.
 *
 * @param visdom a curve on a Visdom server, or null
 * @param view a page of our own, or null
 */
public record Watchers(Visdom visdom, LiveView view) implements AutoCloseable {
  /**
   * Those that were asked for.
   *
   * @param curve where a Visdom server is, or null
   * @param page where to serve a page, or null
   * @param notices takes what goes wrong with them
   */
  public static Watchers of(
      TrainingJob job,
      Engine engine,
      Visdom.Address curve,
      LiveView.Address page,
      Consumer<String> notices) {
    return new Watchers(
        curve == null ? null : new Visdom(curve, SavedRun.name(job.run().root()), notices),
        page == null ? null : LiveView.start(job, engine, page, notices));
  }

  /** Both, as listeners. */
  public List<TrainingListener> listeners() {
    List<TrainingListener> listeners = new ArrayList<>();
    if (visdom != null) {
      listeners.add(visdom);
    }
    if (view != null) {
      listeners.add(view);
    }
    return listeners;
  }

  @Override
  public void close() {
    if (view != null) {
      view.close();
    }
    if (visdom != null) {
      visdom.close();
    }
  }
}
