package io.github.simloss.cli.live;

import io.github.simloss.backend.TrainableModel;
import io.github.simloss.cli.console.UsageException;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends the loss curve to a Visdom server by its HTTP interface: {@code POST /events} makes the
 * window, {@code POST /update} appends to a line of it. A thread of its own sends; if the server is
 * slow or gone, points are dropped and training continues. When it is back, so is the curve.
 */
public final class Visdom implements TrainingListener, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int QUEUE = 256;

  private final URI server;
  private final String window;
  private final Consumer<String> notices;
  private final BlockingQueue<Point> queue = new ArrayBlockingQueue<>(QUEUE);
  private final RunningLoss running = new RunningLoss();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final Thread sender = new Thread(this::send, "simloss-visdom");
  private long sent = System.nanoTime();
  private volatile boolean closing;
  // Of the sending thread alone.
  private boolean windowMade;
  private boolean warned;

  private record Point(String line, long step, double loss) {}

  /**
   * Begins to send.
   *
   * @param server for instance {@code http://localhost:8097}
   * @param run how the run is called
   * @param notices takes, once, that the server cannot be reached
   * @throws UsageException if the address is none
   */
  public Visdom(String server, String run, Consumer<String> notices) {
    this.server = address(server);
    this.window = "simloss-" + run.replaceAll("[^A-Za-z0-9._-]", "-");
    this.notices = notices;
    sender.setDaemon(true);
    sender.start();
  }

  /**
   * The address of a server. A user's name and password in it are sent, and never shown.
   *
   * @throws UsageException if it is none
   */
  public static URI address(String server) {
    try {
      URI uri = new URI(server.replaceFirst("/+$", ""));
      if (uri.getHost() != null
          && List.of("http", "https").contains(uri.getScheme())
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        if (uri.getPort() > 65_535 || uri.getPort() == 0) {
          throw new UsageException(
              "--visdom: " + uri.getPort() + " is no port; it must be from 1 to 65535");
        }
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new UsageException(
        "--visdom: "
            + Messages.quote(hidden(server))
            + " is no address; give one as http://localhost:8097");
  }

  /** An address without a user's name and password. */
  private static String hidden(String server) {
    int scheme = server.indexOf("://");
    int begin = scheme < 0 ? 0 : scheme + 3;
    int at = server.lastIndexOf('@');
    return at < begin ? server : server.substring(0, begin) + "..." + server.substring(at);
  }

  @Override
  public void stepped(StepProgress step) {
    running.add(step);
    long now = System.nanoTime();
    if (now - sent > BETWEEN_NANOS) {
      sent = now;
      queue.offer(new Point("training", step.step(), running.loss()));
    }
  }

  @Override
  public void evaluated(HistoryEntry entry, List<Reconstruction> samples, TrainableModel model) {
    queue.offer(new Point("training", entry.step(), entry.trainLoss()));
    queue.offer(new Point("dev", entry.step(), entry.devLoss()));
  }

  private void send() {
    try {
      while (!closing || !queue.isEmpty()) {
        Point point = queue.poll(200, TimeUnit.MILLISECONDS);
        if (point != null) {
          send(point);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Point point) throws InterruptedException {
    try {
      if (windowMade) {
        // The server answers with the window's name, or says in words that there is none: it was
        // closed, or the server was started again. Then it is made again.
        windowMade = post("/update", update(point)).contains(window);
      }
      if (!windowMade) {
        post("/events", window(point));
        windowMade = true;
      }
    } catch (IOException e) {
      windowMade = false;
      if (!warned) {
        warned = true;
        notices.accept(
            "no loss curve on "
                + hidden(server.toString())
                + " ("
                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                + "); training continues");
      }
    }
  }

  private static List<Map<String, Object>> trace(Point point) {
    return List.of(
        Map.of(
            "x", List.of(point.step()),
            "y", List.of(point.loss()),
            "type", "scatter",
            "mode", "lines",
            "name", point.line()));
  }

  private Map<String, Object> window(Point point) {
    return Map.of(
        "data",
        trace(point),
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
        trace(point),
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
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    if (server.getUserInfo() != null) {
      byte[] user = server.getUserInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    }
    request
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(Json.toLine(body), StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("it answered " + answer.statusCode());
    }
    return answer.body();
  }

  /** Sends what is left, for at most as long as one request may take. */
  @Override
  public void close() {
    closing = true;
    try {
      sender.join(TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.interrupt();
  }
}
