package io.github.simloss.cli.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves the page of a run in training: {@code /} the whole, {@code /content} what changes in it,
 * {@code /events} when it does. Read-only; it takes no input.
 */
@SuppressForbidden("the JDK's HTTP server is a documented module, jdk.httpserver, of every JDK")
final class LiveServer implements AutoCloseable {
  private static final int MOST_THREADS = 32;

  private final HttpServer server;
  private final ExecutorService threads;
  private final EventStreams streams = new EventStreams();
  private final Supplier<String> page;
  private final Supplier<String> content;
  private final boolean loopback;

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
    this.page = page;
    this.content = content;
    this.loopback = bind.isLoopbackAddress();
    server = HttpServer.create(new InetSocketAddress(bind, port), 0);
    threads =
        Executors.newFixedThreadPool(
            MOST_THREADS,
            task -> {
              Thread thread = new Thread(task, "simloss-live");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The port it listens on. */
  int port() {
    return server.getAddress().getPort();
  }

  /** Tells the browsers where training stands. */
  void progress(Map<String, ?> now) {
    streams.send("progress", Json.toLine(now));
  }

  /** Tells the browsers to ask for the content again. */
  void changed() {
    streams.send("changed", "now");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!allowed(exchange)) {
        answer(exchange, 403, "text/plain", "ask for it by the name localhost or 127.0.0.1");
        return;
      }
      if (!exchange.getRequestMethod().equals("GET")) {
        answer(exchange, 405, "text/plain", "only GET");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/" -> answer(exchange, 200, "text/html", page.get());
        case "/content" -> answer(exchange, 200, "text/html", content.get());
        case "/events" -> events(exchange);
        default -> answer(exchange, 404, "text/plain", "there is only /");
      }
    }
  }

  /** A page elsewhere must not reach this one by a name that its owner points at 127.0.0.1. */
  private boolean allowed(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (!loopback || host == null) {
      return true;
    }
    String name = host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
    return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.[0-9]+){3}");
  }

  private void events(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      streams.feed(out);
    } catch (IOException e) {
      // The browser went away, which is its right.
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
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
    server.stop(0);
    threads.shutdownNow();
  }

  @Override
  public void close() {
    close("training is over");
  }
}
