package io.github.simloss.cli.live;

import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves the page of a run in training: {@code /} the whole, {@code /content} what changes in it,
 * {@code /events} when it does. Read-only; it takes no input. Whoever connects gets little time to
 * ask and to take the answer, and there are never many connections, so that nobody can take
 * threads, memory or file descriptors from the training.
 */
final class LiveServer implements AutoCloseable {
  /** Connections at a time. */
  static final int MOST_CONNECTIONS = 48;

  private static final long PAUSE_MILLIS = 200;

  private final ServerSocket server = new ServerSocket();
  private final ExecutorService threads = Executors.newCachedThreadPool(daemons("simloss-live"));
  private final Deadlines deadlines = new Deadlines(daemons("simloss-live-clock"));
  private final EventStreams streams = new EventStreams();
  private final Set<LiveConnection> connections = new ConcurrentSkipListSet<>();
  private final LiveConnection.Pages pages;
  private volatile boolean closed;

  /**
   * Begins to serve.
   *
   * @param bind where to listen
   * @param port 0 for any that is free
   * @param page makes the whole page
   * @param content makes what stands in its middle
   * @throws IOException if the port cannot be had
   */
  LiveServer(InetAddress bind, int port, Supplier<String> page, Supplier<String> content)
      throws IOException {
    pages = new LiveConnection.Pages(page, content, streams, bind.isLoopbackAddress());
    try {
      server.bind(new InetSocketAddress(bind, port));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    daemons("simloss-live-accept").newThread(this::accept).start();
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** The port it listens on. */
  int port() {
    return server.getLocalPort();
  }

  /** Connections that are open. */
  int connections() {
    return connections.size();
  }

  /** Tells the browsers where training stands. */
  void progress(Map<String, ?> now) {
    streams.send("progress", Json.toLine(now));
  }

  /** Tells the browsers to ask for the content again. */
  void changed() {
    streams.send("changed", "now");
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        if (connections.size() >= MOST_CONNECTIONS) {
          makeRoom();
        }
        serve(new LiveConnection(socket, pages, deadlines));
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        // Out of descriptors or threads: training has them, the page waits.
        pause();
      }
    }
  }

  private void serve(LiveConnection connection) {
    connections.add(connection);
    try {
      threads.execute(
          () -> {
            try {
              connection.serve();
            } finally {
              connections.remove(connection);
            }
          });
    } catch (RuntimeException | OutOfMemoryError e) {
      connections.remove(connection);
      connection.close();
      throw e;
    }
  }

  /** Closes whoever has been asking the longest, else whoever came first. */
  private void makeRoom() {
    LiveConnection first =
        connections.stream()
            .filter(LiveConnection::isAsking)
            .findFirst()
            .orElseGet(() -> connections.stream().findFirst().orElse(null));
    if (first != null) {
      first.close();
      connections.remove(first);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says good-bye to the browsers and stops. */
  void close(String lastWord) {
    streams.close("over", lastWord);
    try {
      // Time for the last event and the last content it makes browsers ask for.
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      // It serves no more.
    }
    connections.forEach(LiveConnection::close);
    threads.shutdownNow();
    deadlines.close();
  }

  @Override
  public void close() {
    close("training is over");
  }
}
