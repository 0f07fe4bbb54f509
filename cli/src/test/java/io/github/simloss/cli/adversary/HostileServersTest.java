package io.github.simloss.cli.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.cli.Cli;
import io.github.simloss.random.SeededRandom;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Visdom server, and visitors of the live page, that mean harm, while a model is trained: it ends
 * as if they were not there.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class HostileServersTest {
  /** What a server does to whoever asks it. */
  private enum Server {
    SILENT,
    DRIPS_A_HEAD,
    DRIPS_A_BODY,
    HEAD_WITHOUT_END,
    BODY_WITHOUT_END,
    CLOSES,
    RESETS,
    NOISE,
    CONTINUES,
    REDIRECTS,
    REFUSES,
    CLAIMS_MUCH,
    CLAIMS_LESS_THAN_NOTHING,
    CHUNKS_WITHOUT_SIZE,
    ASKS_FOR_A_PASSWORD,
    DIES
  }

  /** What a visitor does to the live page. */
  private enum Visitor {
    HALF_A_REQUEST,
    NEVER_READS,
    NOISE,
    POSTS_WITHOUT_END,
    MANY_HEADERS,
    CLIMBS,
    OTHER_HOST,
    LISTENS_AND_LEAVES,
    EMPTY_LINES,
    PIPELINES
  }

  private static final String EMPTY = "Content-Length: 0\r\n\r\n";
  private static final String REFUSED = "HTTP/1.1 401 X\r\n";

  private @TempDir Path folder;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger asked = new AtomicInteger();

  private static void say(OutputStream to, String text) throws IOException {
    to.write(text.getBytes(StandardCharsets.ISO_8859_1));
    to.flush();
  }

  private void keepSaying(OutputStream to, String text, long millis) throws Exception {
    while (!over.get()) {
      say(to, text);
      if (millis > 0) {
        TimeUnit.MILLISECONDS.sleep(millis);
      }
    }
  }

  private void answer(Server server, Socket client, SeededRandom random) throws Exception {
    OutputStream out = client.getOutputStream();
    String ok = "HTTP/1.1 200 OK\r\n";
    String filler = "x".repeat(1 + random.nextInt(60_000));
    switch (server) {
      case SILENT -> TimeUnit.SECONDS.sleep(20);
      case DRIPS_A_HEAD -> keepSaying(out, "H", 50 + random.nextInt(900));
      case DRIPS_A_BODY -> {
        say(out, ok + "Content-Length: 60000\r\n\r\n");
        keepSaying(out, "x", 50 + random.nextInt(900));
      }
      case HEAD_WITHOUT_END -> {
        say(out, ok);
        keepSaying(out, "X-" + random.nextInt(1000) + ": " + filler + "\r\n", 0);
      }
      case BODY_WITHOUT_END -> {
        say(out, ok + "\r\n");
        keepSaying(out, filler, 0);
      }
      case RESETS -> client.setSoLinger(true, 0);
      case NOISE -> {
        byte[] noise = new byte[1 + random.nextInt(5000)];
        for (int i = 0; i < noise.length; i++) {
          noise[i] = (byte) random.nextInt(256);
        }
        out.write(noise);
      }
      case CONTINUES -> keepSaying(out, "HTTP/1.1 100 Continue\r\n\r\n", random.nextInt(3));
      case REDIRECTS ->
          say(
              out,
              "HTTP/1.1 30" + (1 + random.nextInt(8)) + " X\r\nLocation: file:///x\r\n" + EMPTY);
      case REFUSES ->
          say(
              out,
              "HTTP/1.1 "
                  + (400 + random.nextInt(200))
                  + " \u001b[31m\r\nContent-Length: 0\r\n\r\n");
      case CLAIMS_MUCH -> say(out, ok + "Content-Length: 9223372036854775807\r\n\r\nx");
      case CLAIMS_LESS_THAN_NOTHING -> say(out, ok + "Content-Length: -5\r\n\r\nx");
      case CHUNKS_WITHOUT_SIZE ->
          say(out, ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nx");
      case ASKS_FOR_A_PASSWORD ->
          say(out, REFUSED + "WWW-Authenticate: Basic realm=\"\u202e\"\r\n" + EMPTY);
      case DIES -> say(out, ok + "Content-Length: 100\r\n\r\n" + "x".repeat(random.nextInt(100)));
      default -> {
        // It closes.
      }
    }
  }

  private void serve(ServerSocket socket, Server server, SeededRandom random) {
    daemon(
        () -> {
          while (!over.get()) {
            try (Socket client = socket.accept()) {
              asked.incrementAndGet();
              client.getInputStream().read(new byte[1 + random.nextInt(4000)]);
              answer(server, client, random);
            } catch (Exception e) {
              // It has gone, or all is over.
            }
          }
        });
  }

  private void visit(int port, Visitor visitor, SeededRandom random) {
    daemon(
        () -> {
          while (!over.get()) {
            try {
              // Left open, as who means harm does.
              Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
              asked.incrementAndGet();
              socket.setSoTimeout(100);
              ask(socket, visitor, random);
            } catch (Exception e) {
              pause();
            }
          }
        });
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(Socket socket, Visitor visitor, SeededRandom random) throws Exception {
    OutputStream out = socket.getOutputStream();
    InputStream in = socket.getInputStream();
    String host = "Host: localhost\r\n";
    switch (visitor) {
      case HALF_A_REQUEST -> say(out, "GET / HTTP/1.1\r\nHo");
      case NEVER_READS -> say(out, ("GET / HTTP/1.1\r\n" + host + "\r\n").repeat(50));
      case NOISE -> say(out, new String(new char[500]).replace('\0', (char) random.nextInt(256)));
      case POSTS_WITHOUT_END -> {
        say(out, "POST / HTTP/1.1\r\n" + host + "Content-Length: 9223372036854775807\r\n\r\n");
        keepSaying(out, "x".repeat(10_000), 1);
      }
      case MANY_HEADERS -> {
        say(out, "GET / HTTP/1.1\r\n" + host);
        keepSaying(out, "X-" + random.nextInt(9999) + ": y\r\n", 0);
      }
      case CLIMBS -> {
        say(out, "GET /../../../../etc/hostname HTTP/1.1\r\n" + host + "\r\n");
        in.read(new byte[8192]);
        socket.close();
      }
      case OTHER_HOST -> {
        say(out, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        in.read(new byte[8192]);
        socket.close();
      }
      case LISTENS_AND_LEAVES -> {
        say(out, "GET /events HTTP/1.1\r\n" + host + "\r\n");
        in.read(new byte[64]);
        socket.setSoLinger(true, 0);
        socket.close();
      }
      case EMPTY_LINES -> keepSaying(out, "\r\n", 0);
      default -> keepSaying(out, "GET /events HTTP/1.1\r\n" + host + "\r\n", 1);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  /** The history without what differs by the clock. */
  private static String history(Path run) throws IOException {
    return Files.readString(run.resolve("history.jsonl"))
        .replaceAll("\"(seconds|tokensPerSecond)\":[-+.0-9eE]+", "");
  }

  private static String train(Path to) {
    return "train" + World.SHORT.replace("--epochs 1", "--epochs 40") + " --out " + to;
  }

  private String trained(World world, Path undisturbed, String more) throws IOException {
    Path to = world.out().resolve("run");
    Cli.Result result = world.data().on(train(to) + " " + more);
    over.set(true);
    String problem = Answers.problem(result);
    if (problem == null && result.code() != 0) {
      problem = "training ended: " + result.err();
    }
    if (problem == null && !history(to).equals(history(undisturbed))) {
      problem = "another history";
    }
    World.lay(null, world.out());
    return problem;
  }

  @Test
  void trainingEndsAsIfNobodyWereThere() throws Exception {
    World world = World.in(folder);
    Path undisturbed = folder.resolve("undisturbed");
    assertEquals(0, world.data().on(train(undisturbed)).code());
    int kinds = Server.values().length + Visitor.values().length;
    int[] turn = {0};
    Adversary.drawn(
        "servers and visitors",
        4 * kinds,
        2,
        random -> {
          // The suite sees one of each side.
          int kind = turn[0]++;
          over.set(false);
          asked.set(0);
          if (kind % 2 == 0) {
            Server server = Server.values()[random.nextInt(Server.values().length)];
            try (ServerSocket socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
              serve(socket, server, random);
              String url = "http://127.0.0.1:" + socket.getLocalPort();
              String problem = trained(world, undisturbed, "--visdom " + url);
              problem = problem == null && asked.get() == 0 ? "nobody asked" : problem;
              return problem == null ? null : server + " -> " + problem;
            }
          }
          Visitor visitor = Visitor.values()[random.nextInt(Visitor.values().length)];
          int port;
          try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
          }
          visit(port, visitor, random);
          String problem = trained(world, undisturbed, "--port " + port);
          problem = problem == null && asked.get() == 0 ? "nobody came" : problem;
          return problem == null ? null : visitor + " -> " + problem;
        });
  }
}
