package io.github.simloss.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.report.Chromium;
import io.github.simloss.cli.report.RunReport;
import io.github.simloss.cli.report.RunView;
import io.github.simloss.cli.report.SetScores;
import io.github.simloss.cli.report.Views;
import io.github.simloss.experiment.inspection.Inspection;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LiveServerTest {
  private final AtomicReference<RunView> view =
      new AtomicReference<>(
          Views.run("first", "word")
              .with(new RunView.Live(1, 10, 1, 2, 3.5, 100, List.of(new RunView.Moment(1, 3.5)))));

  private LiveServer serve() throws IOException {
    return new LiveServer(
        InetAddress.getLoopbackAddress(),
        0,
        () -> RunReport.page(view.get()),
        () -> RunReport.content(view.get()));
  }

  private static Socket ask(int port, String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String answer(int port, String path, String host) throws IOException {
    try (Socket socket =
        ask(port, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Reads until a text has come. */
  private static void await(InputStream in, String wanted) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(wanted) < 0) {
      int c = in.read();
      assertTrue(c >= 0, "ended with " + seen);
      seen.append((char) c);
    }
  }

  @Test
  void servesThePageAndNothingElse() throws IOException {
    try (LiveServer server = serve()) {
      int port = server.port();
      assertTrue(answer(port, "/", "localhost:" + port).contains("<h1>first</h1>"));
      assertTrue(answer(port, "/content", "127.0.0.1").contains("<h1>first</h1>"));
      assertTrue(answer(port, "/etc/passwd", "localhost").startsWith("HTTP/1.1 404"));
      assertTrue(answer(port, "/", "evil.example").startsWith("HTTP/1.1 403"));
      try (Socket post =
          ask(
              port,
              "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")) {
        assertTrue(
            new String(post.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .contains(" 405 "));
      }
    }
  }

  @Test
  void browsersComeAndGo() throws IOException {
    try (LiveServer server = serve()) {
      String request = "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n";
      try (Socket rude = ask(server.port(), request)) {
        await(rude.getInputStream(), ": simloss");
      }
      try (Socket patient = ask(server.port(), request)) {
        await(patient.getInputStream(), ": simloss");
        // Far more than any queue holds, and the one that left among the listeners.
        for (int i = 0; i < 5000; i++) {
          server.progress(Map.of("step", i));
        }
        await(patient.getInputStream(), "event: progress");
        server.close("the last word");
        await(patient.getInputStream(), "data: the last word");
      }
    }
  }

  @Test
  void aHeadIsAnsweredWithoutABody() throws IOException {
    try (LiveServer server = serve();
        Socket head = ask(server.port(), "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      String answer = new String(head.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.endsWith("\r\n\r\n"), answer);
      assertTrue(answer.contains("Content-Length: "), answer);
    }
  }

  @Test
  void nonsenseIsAnsweredOrDropped() throws IOException {
    try (LiveServer server = serve()) {
      for (String request :
          List.of(
              "\r\n\r\n",
              "GET\r\n\r\n",
              "GET / HTTP/9\r\n\r\n",
              "\u0016\u0003\u0001 tls\r\n\r\n",
              "GET /" + "a".repeat(10_000) + " HTTP/1.1\r\n\r\n")) {
        try (Socket socket = ask(server.port(), request)) {
          String answer =
              new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        } catch (java.net.SocketException e) {
          // Closed in the middle of it.
        }
      }
      assertTrue(answer(server.port(), "/", "localhost").contains("<h1>first</h1>"));
    }
  }

  @Test
  void whoNeverAsksWholeTakesThePageFromNobody() throws IOException {
    List<Socket> rude = new ArrayList<>();
    try (LiveServer server = serve()) {
      for (int i = 0; i < 4 * LiveServer.MOST_CONNECTIONS; i++) {
        rude.add(ask(server.port(), "GET / HTTP/1.1\r\nHost: "));
      }
      assertTrue(answer(server.port(), "/", "localhost").contains("<h1>first</h1>"));
      assertTrue(server.connections() <= LiveServer.MOST_CONNECTIONS);
    } finally {
      for (Socket socket : rude) {
        socket.close();
      }
    }
  }

  @Test
  void whoNeverTakesTheAnswerIsCutOff() throws Exception {
    List<Socket> rude = new ArrayList<>();
    try (LiveServer server = serve()) {
      for (int i = 0; i < 2 * LiveServer.MOST_CONNECTIONS; i++) {
        rude.add(ask(server.port(), "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      }
      // Some of them listen, others were refused; the page is there for who asks.
      assertTrue(answer(server.port(), "/content", "localhost").contains("<h1>first</h1>"));
      assertTrue(server.connections() <= LiveServer.MOST_CONNECTIONS);
      long before = System.nanoTime();
      for (int i = 0; i < 20_000; i++) {
        server.progress(Map.of("step", i));
      }
      assertTrue(System.nanoTime() - before < java.util.concurrent.TimeUnit.SECONDS.toNanos(20));
    } finally {
      for (Socket socket : rude) {
        socket.close();
      }
    }
  }

  @Test
  void addressesOfIpv6StandInBrackets() {
    assertEquals("http://[::1]:80/", LiveView.Address.parse("::1", 0).url(80));
    assertEquals("http://[::1]:80/", LiveView.Address.parse("[::1]", 0).url(80));
    assertEquals("http://127.0.0.1:80/", LiveView.Address.parse("127.0.0.1", 0).url(80));
    for (int port : new int[] {-1, 65_536}) {
      assertThrows(UsageException.class, () -> LiveView.Address.parse("127.0.0.1", port));
    }
    assertThrows(UsageException.class, () -> LiveView.Address.parse("no such host", 1));
  }

  @Test
  void portInUseIsTold() throws IOException {
    try (LiveServer server = serve()) {
      assertThrows(
          BindException.class,
          () ->
              new LiveServer(InetAddress.getLoopbackAddress(), server.port(), () -> "", () -> ""));
    }
  }

  @Test
  void pageFollowsTheTraining() throws IOException {
    List<String> complaints = new ArrayList<>();
    try (Chromium chromium = Chromium.start();
        LiveServer server = serve()) {
      Page page = chromium.browser().newPage();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.onPageError(complaints::add);
      page.navigate("http://127.0.0.1:" + server.port() + "/");
      view.set(
          new RunView(
              Views.HOSTILE,
              Views.config("ce"),
              Views.history(3),
              Inspection.NONE,
              SetScores.NONE,
              List.of(),
              view.get().live()));
      page.waitForCondition(
          () -> {
            server.progress(
                Map.of(
                    "step",
                    7,
                    "totalSteps",
                    10,
                    "epoch",
                    2,
                    "epochs",
                    2,
                    "loss",
                    1.25,
                    "tokensPerSecond",
                    5000));
            server.changed();
            return page.locator("#live-text").textContent().contains("step 7 of 10, loss 1.2500")
                && page.locator("h1").textContent().equals(Views.HOSTILE);
          });
      assertEquals("undefined", page.evaluate("typeof window.pwned"));
      assertEquals(
          2,
          page.evaluate(
              "Object.values(Chart.instances).filter(chart => chart.canvas.isConnected).length"));
      server.close("all done");
      page.waitForCondition(() -> page.locator("#live-text").textContent().equals("all done"));
    }
    assertEquals(List.of(), complaints);
  }
}
