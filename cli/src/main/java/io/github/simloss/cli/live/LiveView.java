package io.github.simloss.cli.live;

import io.github.simloss.backend.Engine;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.RunView;
import io.github.simloss.cli.report.SetScores;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.experiment.inspection.Inspection;
import io.github.simloss.experiment.inspection.ModelInspector;
import io.github.simloss.experiment.inspection.SavedRun;
import io.github.simloss.io.Messages;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.checkpoint.History;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.TrainingState;
import io.github.simloss.train.DivergenceException;
import io.github.simloss.train.StepProgress;
import io.github.simloss.train.TrainingJob;
import io.github.simloss.train.TrainingListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps the page of a run in training up to date and serves it. */
public final class LiveView implements TrainingListener, AutoCloseable {
  private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long CONTENT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final TrainingJob job;
  private final Engine engine;
  private final Consumer<String> notices;
  private final RunningLoss running = new RunningLoss();
  private final LiveServer server;
  private final List<HistoryEntry> history;
  private ModelInspector inspector;
  private boolean broken;
  private long progressSent = System.nanoTime();
  private long contentSent = System.nanoTime();
  private volatile RunView view;

  private LiveView(
      TrainingJob job,
      List<HistoryEntry> before,
      Engine engine,
      InetAddress bind,
      int port,
      Consumer<String> notices)
      throws IOException {
    this.job = job;
    this.engine = engine;
    this.notices = notices;
    this.history = new ArrayList<>(before);
    RunConfig config = job.config();
    RunView.Live start =
        new RunView.Live(
            job.state().step(),
            0,
            1,
            config.training().optimization().epochs(),
            Double.NaN,
            0,
            List.of());
    view =
        new RunView(
            SavedRun.name(job.run().root()),
            config,
            history,
            Inspection.NONE,
            SetScores.NONE,
            List.of(),
            start);
    server = new LiveServer(bind, port, () -> RunReport.page(view), () -> RunReport.content(view));
  }

  /**
   * Where to listen.
   *
   * @param name as the user gave it
   * @param address of it
   * @param port 0 for any that is free
   */
  public record Address(String name, InetAddress address, int port) {
    /**
     * Checks what the user gave.
     *
     * @throws UsageException if there is no such address or port
     */
    public static Address parse(String bind, int port) {
      if (port < 0 || port > 65535) {
        throw new UsageException("--port is " + port + "; it must be from 0 to 65535");
      }
      try {
        InetAddress address = InetAddress.getByName(bind);
        if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
          return new Address(bind, address, port);
        }
      } catch (IOException e) {
        // Said below.
      }
      throw new UsageException(
          "--bind: "
              + Messages.quote(bind)
              + " is no address of this machine; give 127.0.0.1, or 0.0.0.0 for all");
    }

    /** The page's address on a port; an address of IPv6 stands in brackets. */
    String url(int at) {
      return "http://" + place(at) + "/";
    }

    private String place(int at) {
      boolean brackets = name.indexOf(':') >= 0 && !name.startsWith("[");
      return (brackets ? "[" + name + "]" : name) + ":" + at;
    }
  }

  /**
   * Begins to serve a job's page.
   *
   * @param job the run
   * @param engine the engine it trains on
   * @param at where to listen
   * @param notices takes where the page is, or why there is none
   * @return the view, or null if the port cannot be had: training continues without it
   */
  public static LiveView start(
      TrainingJob job, Engine engine, Address at, Consumer<String> notices) {
    try {
      LiveView live =
          new LiveView(
              job,
              History.read(job.run().history()).entries(),
              engine,
              at.address(),
              at.port(),
              notices);
      notices.accept("live view: " + at.url(live.server.port()));
      return live;
    } catch (IOException e) {
      notices.accept(
          "no live view: cannot listen on "
              + at.place(at.port())
              + " ("
              + e.getMessage()
              + "); training continues, --port names another port");
      return null;
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void stepped(StepProgress step) {
    running.add(step);
    long now = System.nanoTime();
    if (now - progressSent < PROGRESS_NANOS) {
      return;
    }
    progressSent = now;
    RunView.Live live = running.live(step);
    view = view.with(live);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("step", live.step());
    figures.put("totalSteps", live.totalSteps());
    figures.put("epoch", live.epoch());
    figures.put("epochs", live.epochs());
    figures.put("loss", live.loss());
    figures.put("tokensPerSecond", live.tokensPerSecond());
    server.progress(figures);
    if (now - contentSent > CONTENT_NANOS) {
      contentSent = now;
      server.changed();
    }
  }

  @Override
  public void evaluated(HistoryEntry entry, List<Reconstruction> samples, TrainableModel model) {
    history.add(entry);
    if (broken) {
      return;
    }
    try {
      if (inspector == null) {
        inspector =
            new ModelInspector(
                job.config(),
                job.run().readCodec(job.config()),
                job.devCorpus().sentences(),
                model,
                engine);
      }
      view =
          new RunView(
              view.name(),
              job.config(),
              history,
              inspector.inspect(model),
              SetScores.NONE,
              List.of(),
              view.live());
      contentSent = System.nanoTime();
      server.changed();
    } catch (RuntimeException e) {
      // Whatever it is: the page is worth less than the training.
      broken = true;
      notices.accept("the live view stands still: " + e.getMessage());
    }
  }

  @Override
  public void rewound(DivergenceException reason, TrainingState back, double learningRate) {
    history.removeIf(entry -> entry.step() > back.step());
  }

  @Override
  public void close() {
    server.close("training is over; report.html is in the run's folder");
  }
}
