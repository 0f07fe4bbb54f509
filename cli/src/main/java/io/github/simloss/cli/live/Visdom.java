package io.github.simloss.cli.live;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.live.LossCurve.Point;
import io.github.simloss.encoding.Reconstruction;
import io.github.simloss.io.Messages;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.train.StepProgress;
import io.github.simloss.train.TrainingListener;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sends the loss curve to a Visdom server by its HTTP interface: {@code POST /events} makes the
 * window, {@code POST /update} appends to a line of it. A thread of its own sends. If the server is
 * slow, gone, or answers without end, training continues; when it is back, it gets the whole curve
 * so far, and what it never got is said at the end.
 */
public final class Visdom implements TrainingListener, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** More than a run of a month has; a point is small. */
  private static final int QUEUE = 1 << 17;

  private final Address server;
  private final String window;
  private final Consumer<String> notices;
  private final BlockingQueue<Point> queue = new LinkedBlockingQueue<>(QUEUE);
  private final RunningLoss running = new RunningLoss();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final Thread sender = new Thread(this::send, "simloss-visdom");
  private long sent = System.nanoTime();
  private volatile boolean closing;
  private final AtomicInteger undelivered = new AtomicInteger();
  // Of the sending thread alone.
  private final LossCurve curve = new LossCurve();
  private boolean windowMade;
  private boolean warned;
  private long lastTry = System.nanoTime() - RETRY_NANOS;

  /**
   * Where a server is.
   *
   * @param uri its address, without a slash at the end
   */
  public record Address(URI uri) {
    /**
     * Reads an address.
     *
     * @throws UsageException if it is none; user and password are not repeated
     */
    public static Address parse(String text) {
      String reason = "is no address";
      try {
        String plain = text;
        while (plain.endsWith("/")) {
          plain = plain.substring(0, plain.length() - 1);
        }
        URI uri = new URI(plain);
        if (uri.getRawUserInfo() != null) {
          reason = "holds a user or password, which Visdom's interface does not take";
        } else if (uri.getPort() == 0 || uri.getPort() > 65535) {
          reason = "has port " + uri.getPort() + "; it must be from 1 to 65535";
        } else if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
          reason = "holds more than an address";
        } else if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
          return new Address(uri);
        }
      } catch (URISyntaxException e) {
        // Said below.
      }
      int user = text.lastIndexOf('@');
      throw new UsageException(
          "--visdom: "
              + Messages.quote(user < 0 ? text : "..." + text.substring(user))
              + " "
              + reason
              + "; give one as http://localhost:8097");
    }

    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /**
   * Begins to send.
   *
   * @param server where to
   * @param run how the run is called
   * @param notices takes, once, that the server cannot be reached, and at the end what it did not
   *     get
   */
  public Visdom(Address server, String run, Consumer<String> notices) {
    this.server = server;
    this.window = "simloss-" + run.replaceAll("[^A-Za-z0-9._-]", "-");
    this.notices = notices;
    sender.setDaemon(true);
    sender.start();
  }

  @Override
  public void stepped(StepProgress step) {
    running.add(step);
    long now = System.nanoTime();
    if (now - sent > BETWEEN_NANOS) {
      sent = now;
      offer(new Point("training", step.step(), running.loss()));
    }
  }

  @Override
  public void evaluated(HistoryEntry entry, List<Reconstruction> samples, TrainableModel model) {
    offer(new Point("training", entry.step(), entry.trainLoss()));
    offer(new Point("dev", entry.step(), entry.devLoss()));
  }

  private void offer(Point point) {
    if (!queue.offer(point)) {
      undelivered.incrementAndGet();
    }
  }

  private void send() {
    try {
      while (!closing || !queue.isEmpty()) {
        Point point = queue.poll(200, TimeUnit.MILLISECONDS);
        if (point != null) {
          curve.add(point);
          undelivered.incrementAndGet();
        }
        if (undelivered.get() > 0 && (windowMade || System.nanoTime() - lastTry >= RETRY_NANOS)) {
          deliver(point);
        } else if (closing && undelivered.get() > 0 && queue.isEmpty()) {
          deliver(null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Point point) throws InterruptedException {
    lastTry = System.nanoTime();
    try {
      if (windowMade && point != null) {
        // The server answers with the window's name, or says in words that there is none: it was
        // closed, or the server was started again. Then it is made again.
        windowMade = post("/update", update(point)).contains(window);
      }
      if (!windowMade) {
        post("/events", window());
        windowMade = true;
      }
      undelivered.set(0);
    } catch (IOException | RuntimeException e) {
      windowMade = false;
      if (!warned) {
        warned = true;
        notices.accept(
            "no loss curve on "
                + server
                + " ("
                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                + "); training continues");
      }
    }
  }

  private Map<String, Object> window() {
    return Map.of(
        "data",
        curve.traces(),
        "win",
        window,
        "eid",
        "main",
        "layout",
        Map.of(
            "title",
            window,
            "showlegend",
            true,
            "xaxis",
            Map.of("title", "steps"),
            "yaxis",
            Map.of("title", "loss")),
        "opts",
        Map.of("title", window));
  }

  private Map<String, Object> update(Point point) {
    return Map.of(
        "data",
        List.of(LossCurve.trace(point.line(), List.of(point))),
        "win",
        window,
        "eid",
        "main",
        "name",
        point.line(),
        "append",
        true,
        "layout",
        Map.of(),
        "opts",
        Map.of());
  }

  private String post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.toLine(body), StandardCharsets.UTF_8))
            .build();
    CompletableFuture<HttpResponse<String>> sending =
        client.sendAsync(request, info -> new BoundedAnswer());
    try {
      HttpResponse<String> answer = sending.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() / 100 != 2) {
        throw new IOException("it answered " + answer.statusCode());
      }
      return answer.body();
    } catch (TimeoutException e) {
      // Also of an answer that comes drop by drop: the request's own time-out ends with its head.
      throw new IOException("it did not answer within " + TIMEOUT.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      sending.cancel(true);
    }
  }

  /** Sends what is left, for at most as long as one request may take, and says what is lost. */
  @Override
  public void close() {
    closing = true;
    try {
      sender.join(TIMEOUT.plusSeconds(1).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.interrupt();
    int lost = undelivered.get() + queue.size();
    if (lost > 0) {
      notices.accept(
          server
              + " did not get the end of the loss curve, "
              + lost
              + " points; all of it is in history.jsonl and report.html");
    }
  }
}
