package io.github.simloss.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.simloss.SimlossException;
import io.github.simloss.cli.report.Views;
import io.github.simloss.io.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a small server that does what Visdom's does. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
@SuppressForbidden("the JDK's HTTP server is a documented module, jdk.httpserver, of every JDK")
class VisdomTest {
  private record Request(String path, JsonNode body) {}

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private volatile boolean windowIsThere;
  private volatile int status = 200;
  private HttpServer server;

  private String start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    // Before the request is told of: the test may go on to change it at once.
    int answered = status;
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    JsonNode body = Json.parse(text, "request", JsonNode.class);
    String path = exchange.getRequestURI().getPath();
    windowIsThere |= path.equals("/events");
    byte[] answer =
        (windowIsThere ? body.get("win").asText() : "win does not exist")
            .getBytes(StandardCharsets.UTF_8);
    requests.add(new Request(path, body));
    exchange.sendResponseHeaders(answered, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private void evaluate(Visdom visdom, int count) {
    Views.history(count).forEach(entry -> visdom.evaluated(entry, List.of(), null));
  }

  private static Visdom.Address at(String text) {
    return Visdom.Address.parse(text);
  }

  private Request next(String path) throws InterruptedException {
    Request request = requests.poll(30, TimeUnit.SECONDS);
    assertEquals(path, request.path());
    return request;
  }

  @Test
  void makesAWindowAndAppendsToItsLines() throws Exception {
    try (Visdom visdom = new Visdom(at(start() + "/"), "my run", notices::add)) {
      evaluate(visdom, 2);
      JsonNode first = next("/events").body();
      assertEquals("simloss-my-run", first.get("win").asText());
      assertEquals("main", first.get("eid").asText());
      assertEquals("training", first.at("/data/0/name").asText());
      assertEquals(100, first.at("/data/0/x/0").asInt());
      assertEquals(3.1, first.at("/data/0/y/0").asDouble(), 1e-9);
      assertEquals("steps", first.at("/layout/xaxis/title").asText());
      for (String line : List.of("dev", "training", "dev")) {
        JsonNode update = next("/update").body();
        assertEquals(line, update.get("name").asText());
        assertEquals(line, update.at("/data/0/name").asText());
        assertTrue(update.get("append").asBoolean());
        assertEquals("simloss-my-run", update.get("win").asText());
        assertEquals(1, update.at("/data/0/y").size());
      }
    }
    assertEquals(List.of(), notices);
  }

  @Test
  void makesTheWindowAgainWhenItIsGone() throws Exception {
    try (Visdom visdom = new Visdom(at(start()), "run", notices::add)) {
      evaluate(visdom, 1);
      next("/events");
      next("/update");
      windowIsThere = false;
      evaluate(visdom, 1);
      next("/update");
      next("/events");
      next("/update");
    }
    assertEquals(List.of(), notices);
  }

  @Test
  void isSilentAfterOneNoticeWhereThereIsNoServer() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (Visdom visdom = new Visdom(at("http://127.0.0.1:" + free), "run", notices::add)) {
      evaluate(visdom, 3);
    }
    assertEquals(2, notices.size(), notices.toString());
    assertTrue(notices.get(0).contains("training continues"), notices.get(0));
    assertTrue(notices.get(1).contains("6 points"), notices.get(1));
  }

  @Test
  void comesBackWhenTheServerDoesWithAllThatItMissed() throws Exception {
    status = 500;
    try (Visdom visdom = new Visdom(at(start()), "run", notices::add)) {
      evaluate(visdom, 5);
      next("/events");
      next("/events");
      status = 200;
      JsonNode whole = null;
      while (whole == null || whole.at("/data/1/x").size() < 5) {
        Request request = requests.poll(30, TimeUnit.SECONDS);
        whole = request.path().equals("/events") ? request.body() : whole;
      }
      assertEquals(5, whole.at("/data/0/x").size());
      assertEquals("dev", whole.at("/data/1/name").asText());
    }
    assertEquals(1, notices.size(), notices.toString());
  }

  /** A server that answers as hostile ones do, until the test ends. */
  private void hostile(String head, byte[] body, long millis) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  try (java.net.Socket client = socket.accept()) {
                    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                      client.getOutputStream().write(body);
                      TimeUnit.MILLISECONDS.sleep(millis);
                    }
                  } catch (IOException | InterruptedException e) {
                    if (socket.isClosed()) {
                      return;
                    }
                  }
                }
              });
      thread.setDaemon(true);
      thread.start();
      long before = System.nanoTime();
      try (Visdom visdom =
          new Visdom(at("http://127.0.0.1:" + socket.getLocalPort()), "run", notices::add)) {
        evaluate(visdom, 2);
        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(2));
      }
    }
    assertEquals(2, notices.size(), notices.toString());
    assertTrue(notices.get(1).contains("did not get the end of the loss curve"), notices.get(1));
  }

  @Test
  void anAnswerWithoutEndIsCutOff() throws Exception {
    hostile("HTTP/1.1 200 OK\r\n\r\n", new byte[1 << 16], 0);
    assertTrue(notices.get(0).contains("longer than 65536 bytes"), notices.get(0));
  }

  @Test
  void anAnswerThatDripsIsNotWaitedFor() throws Exception {
    hostile("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", new byte[1], 100);
    assertTrue(notices.get(0).contains("did not answer within 5 s"), notices.get(0));
  }

  @Test
  void aHeadWithoutEndIsCutOff() throws Exception {
    hostile("HTTP/1.1 200 OK\r\n", "X: y\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII), 0);
  }

  @Test
  void neverKeepsTheTrainingWaiting() throws IOException {
    // Connections are taken up by the system and never answered.
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Visdom visdom =
            new Visdom(at("http://127.0.0.1:" + deaf.getLocalPort()), "run", notices::add)) {
      // More than the queue holds: were it waited for, the test would time out.
      evaluate(visdom, 2000);
    }
  }

  @Test
  void addressesAreChecked() {
    for (String address :
        List.of(
            "localhost",
            "ftp://x",
            "http://",
            "a b",
            "http://host:99999",
            "http://h:0",
            "http://me:secret@host:8097",
            "http://me:secret@host:99999",
            "http://h?a=b",
            "")) {
      SimlossException e = assertThrows(SimlossException.class, () -> at(address), address);
      assertFalse(e.getMessage().contains("secret"), e.getMessage());
      assertTrue(e.getMessage().contains("http://localhost:8097"), e.getMessage());
    }
  }
}
