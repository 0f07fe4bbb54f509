package io.github.simloss.cli.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** One request and its answer; ordered by when they came. */
final class LiveConnection implements Comparable<LiveConnection> {
  private static final AtomicLong COUNTER = new AtomicLong();
  private static final Duration TO_ASK = Duration.ofSeconds(5);
  private static final Duration TO_TAKE = Duration.ofSeconds(30);
  private static final int MOST_HEAD = 1 << 13;
  private static final int MOST_BODY = 1 << 16;
  private static final int DRAIN_MILLIS = 500;

  private final long number = COUNTER.incrementAndGet();
  private final Socket socket;
  private final Pages pages;
  private final Deadlines deadlines;
  private volatile boolean asking = true;

  /**
   * What is served.
   *
   * @param page makes the whole page
   * @param content makes what stands in its middle
   * @param streams feeds browsers that listen
   * @param loopback whether only this machine can ask
   */
  record Pages(
      Supplier<String> page, Supplier<String> content, EventStreams streams, boolean loopback) {}

  /**
   * What is asked.
   *
   * @param method for instance GET
   * @param path without a query
   * @param host as the browser calls this server, or null
   */
  record Request(String method, String path, String host) {
    /** From the lines of a head; null if it is none. */
    static Request parse(String head) {
      String[] lines = head.split("\r?\n", -1);
      String[] first = lines[0].split(" ", -1);
      if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
        return null;
      }
      String host = null;
      for (String line : lines) {
        if (line.regionMatches(true, 0, "host:", 0, 5)) {
          host = line.substring(5).strip();
        }
      }
      int query = first[1].indexOf('?');
      return new Request(first[0], query < 0 ? first[1] : first[1].substring(0, query), host);
    }

    /** A page elsewhere must not reach this one by a name that its owner points at 127.0.0.1. */
    boolean isOfThisMachine() {
      if (host == null) {
        return true;
      }
      String name = host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
      return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.[0-9]+){3}");
    }
  }

  LiveConnection(Socket socket, Pages pages, Deadlines deadlines) {
    this.socket = socket;
    this.pages = pages;
    this.deadlines = deadlines;
  }

  /** Whether the request has not come whole yet. */
  boolean isAsking() {
    return asking;
  }

  /** Answers one request and closes. */
  void serve() {
    try (socket) {
      Request request = ask();
      asking = false;
      if (request == null) {
        answer(false, 400, "text/plain", "this is no request of a browser");
      } else {
        answer(request);
      }
      drain();
    } catch (IOException | RuntimeException e) {
      // The browser went away or took too long, which is its right.
    }
  }

  private Request ask() throws IOException {
    Deadlines.Running time = deadlines.within(TO_ASK, socket);
    try {
      StringBuilder head = new StringBuilder();
      InputStream in = socket.getInputStream();
      while (head.length() < MOST_HEAD) {
        int c = in.read();
        if (c < 0) {
          return null;
        }
        head.append((char) c);
        if (c == '\n' && (endsWith(head, "\n\n") || endsWith(head, "\r\n\r\n"))) {
          return Request.parse(head.toString());
        }
      }
      return null;
    } finally {
      time.close();
    }
  }

  private static boolean endsWith(StringBuilder text, String end) {
    return text.length() >= end.length() && text.indexOf(end, text.length() - end.length()) >= 0;
  }

  private void answer(Request request) throws IOException {
    boolean head = request.method().equals("HEAD");
    if (pages.loopback() && !request.isOfThisMachine()) {
      answer(head, 403, "text/plain", "ask for it by the name localhost or 127.0.0.1");
    } else if (!head && !request.method().equals("GET")) {
      answer(false, 405, "text/plain", "only GET and HEAD");
    } else {
      switch (request.path()) {
        case "/" -> answer(head, 200, "text/html", pages.page().get());
        case "/content" -> answer(head, 200, "text/html", pages.content().get());
        case "/events" -> events(head);
        default -> answer(head, 404, "text/plain", "there is only /");
      }
    }
  }

  private void events(boolean head) throws IOException {
    if (!head && pages.streams().isFull()) {
      answer(false, 503, "text/plain", "too many browsers listen; close some");
      return;
    }
    OutputStream out = socket.getOutputStream();
    out.write(head(200, "text/event-stream", "").getBytes(StandardCharsets.US_ASCII));
    if (!head) {
      pages.streams().feed(out, () -> deadlines.within(TO_TAKE, socket));
    }
  }

  private void answer(boolean headOnly, int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String length = "Content-Length: " + bytes.length + "\r\n";
    Deadlines.Running time = deadlines.within(TO_TAKE, socket);
    try {
      OutputStream out = socket.getOutputStream();
      out.write(head(status, type, length).getBytes(StandardCharsets.US_ASCII));
      if (!headOnly) {
        out.write(bytes);
      }
      out.flush();
    } finally {
      time.close();
    }
  }

  private static String head(int status, String type, String more) {
    String reason =
        switch (status) {
          case 200 -> "OK";
          case 400 -> "Bad Request";
          case 403 -> "Forbidden";
          case 404 -> "Not Found";
          case 405 -> "Method Not Allowed\r\nAllow: GET, HEAD";
          default -> "Service Unavailable";
        };
    return "HTTP/1.1 "
        + status
        + " "
        + reason
        + "\r\nContent-Type: "
        + type
        + "; charset=utf-8\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
        + more
        + "Connection: close\r\n\r\n";
  }

  /** Takes what else was sent: closing before that would take the answer away again. */
  private void drain() throws IOException {
    socket.shutdownOutput();
    socket.setSoTimeout(DRAIN_MILLIS);
    Deadlines.Running time = deadlines.within(TO_ASK, socket);
    try {
      socket.getInputStream().skipNBytes(MOST_BODY);
    } finally {
      time.close();
    }
  }

  /** Ends it, whatever it is at. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  @Override
  public int compareTo(LiveConnection other) {
    return Long.compare(number, other.number);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }
}
