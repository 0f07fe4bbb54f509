package io.github.simloss.spark.internal.encode;

import io.github.simloss.run.RunContent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The live models of an executor. A task takes one and gives it back; what is idle is taken again
 * by the next task of the same model, and the longest idle is closed where they become too many.
 */
final class ModelPool {
  static final ModelPool SHARED = new ModelPool(Runtime.getRuntime().availableProcessors());

  private final int mostIdle;

  /** The longest idle first. */
  private final Deque<LiveModel> idle = new ArrayDeque<>();

  ModelPool(int mostIdle) {
    this.mostIdle = mostIdle;
  }

  /**
   * A model for one thread.
   *
   * @param key says which run, engine and threads
   */
  LiveModel take(String key, Supplier<RunContent> content, String backend, int threads) {
    LiveModel found = find(key);
    return found != null ? found : LiveModel.open(key, content.get(), backend, threads);
  }

  private synchronized @Nullable LiveModel find(String key) {
    for (Iterator<LiveModel> models = idle.descendingIterator(); models.hasNext(); ) {
      LiveModel model = models.next();
      if (model.key().equals(key)) {
        models.remove();
        return model;
      }
    }
    return null;
  }

  /** Gives a model back. */
  void giveBack(LiveModel model) {
    LiveModel oldest = null;
    synchronized (this) {
      idle.addLast(model);
      if (idle.size() > mostIdle) {
        oldest = idle.removeFirst();
      }
    }
    if (oldest != null) {
      oldest.close();
    }
  }

  /** How many are idle. */
  synchronized int idle() {
    return idle.size();
  }
}
