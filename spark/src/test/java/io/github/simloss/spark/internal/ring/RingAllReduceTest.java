package io.github.simloss.spark.internal.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.random.SeededRandom;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers that are threads of one process, by sockets of the loopback address. */
@Timeout(60)
class RingAllReduceTest {
  private static final Duration LONG = Duration.ofSeconds(40);
  private static final Duration SHORT = Duration.ofMillis(700);

  private static byte[] secret(String text) {
    return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), 32);
  }

  /** What one worker does with its ring. */
  interface Work<T> {
    T run(RingAllReduce ring) throws Exception;
  }

  /** What became of each worker: its result, or what it threw. */
  private static <T> List<Object> run(int size, Duration time, List<byte[]> secrets, Work<T> work)
      throws Exception {
    List<RingPort> ports = new ArrayList<>();
    for (int rank = 0; rank < size; rank++) {
      ports.add(RingPort.open(InetAddress.getLoopbackAddress()));
    }
    List<InetSocketAddress> addresses = ports.stream().map(RingPort::address).toList();
    ExecutorService threads = Executors.newFixedThreadPool(size);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int rank = 0; rank < size; rank++) {
        RingPort port = ports.get(rank);
        RingMembers members = new RingMembers(rank, addresses, secrets.get(rank), time, time);
        Callable<T> call =
            () -> {
              try (RingAllReduce ring = RingAllReduce.join(port, members)) {
                return work.run(ring);
              } finally {
                port.close();
              }
            };
        futures.add(threads.submit(call));
      }
      List<Object> results = new ArrayList<>();
      for (Future<T> future : futures) {
        try {
          results.add(future.get(50, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
          results.add(e.getCause());
        }
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<byte[]> same(int size) {
    return IntStream.range(0, size).mapToObj(k -> secret("shared")).toList();
  }

  private static float[] values(int rank, int length, int round) {
    SeededRandom random = SeededRandom.derive(rank, "values", round);
    float[] values = new float[length];
    for (int k = 0; k < length; k++) {
      values[k] = random.uniform(-1, 1);
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"2,100000", "2,1", "3,0", "3,2", "3,50001", "5,33333", "7,6"})
  void sumsHaveTheSameBitsEverywhere(int size, int length) throws Exception {
    List<Object> results =
        run(
            size,
            LONG,
            same(size),
            ring -> {
              List<float[]> sums = new ArrayList<>();
              for (int round = 0; round < 3; round++) {
                float[] values = values(ring.rank(), length, round);
                double[] numbers = {ring.rank() + 0.25, round, 1e300};
                ring.sum(values, numbers);
                assertEquals(0.5 * size * (size - 1) + 0.25 * size, numbers[0]);
                assertEquals((double) round * size, numbers[1]);
                assertEquals(1e300 * size, numbers[2], 1e290);
                sums.add(values);
              }
              assertTrue(ring.firstSays(ring.rank() == 0));
              assertFalse(ring.firstSays(ring.rank() != 0));
              return sums;
            });
    for (Object result : results) {
      if (result instanceof Throwable failure) {
        throw new AssertionError(failure);
      }
    }
    for (int round = 0; round < 3; round++) {
      double[] want = new double[length];
      for (int rank = 0; rank < size; rank++) {
        float[] one = values(rank, length, round);
        Arrays.setAll(want, k -> want[k] + one[k]);
      }
      float[] first = (float[]) ((List<?>) results.get(0)).get(round);
      for (int k = 0; k < length; k++) {
        assertEquals(want[k], first[k], 1e-5);
      }
      for (Object result : results) {
        assertArrayEquals(first, (float[]) ((List<?>) result).get(round));
      }
    }
  }

  private static String oneLine(Object failure) {
    assertTrue(failure instanceof SimlossException, () -> String.valueOf(failure));
    String message = ((Throwable) failure).getMessage();
    assertFalse(message.contains("\n"), message);
    return message;
  }

  @Test
  void anotherSecretIsRefusedOnBothSides() throws Exception {
    List<byte[]> secrets = List.of(secret("shared"), secret("shared"), secret("other"));
    List<Object> results = run(3, Duration.ofSeconds(2), secrets, ring -> "joined");
    // The odd one is told by its next, and finds out itself who connects to it.
    String odd = oneLine(results.get(2));
    assertTrue(
        odd.contains("worker 2 cannot join worker 0 at 127.0.0.1:") && odd.contains("wrong"), odd);
    String next = oneLine(results.get(0));
    assertTrue(next.contains("did not connect") && next.contains("does not know the secret"), next);
    assertTrue(oneLine(results.get(1)).contains("secret of this worker is wrong"));
  }

  @Test
  void aPeerThatDiesIsNamed() throws Exception {
    List<Object> results =
        run(
            3,
            LONG,
            same(3),
            ring -> {
              if (ring.rank() == 1) {
                ring.close();
                return "gone";
              }
              ring.sum(new float[1_000_000], new double[1]);
              return "summed";
            });
    assertTrue(oneLine(results.get(2)).contains("worker 2 lost worker 1 at 127.0.0.1:"));
    assertTrue(oneLine(results.get(0)).contains("worker 0 lost worker"));
  }

  @Test
  void aPeerThatHangsIsWaitedForNoLongerThanAllowed() throws Exception {
    List<Object> results =
        run(
            2,
            Duration.ofSeconds(3),
            same(2),
            ring -> {
              if (ring.rank() == 1) {
                Thread.sleep(6_000);
                return "awake";
              }
              ring.sum(new float[8], new double[1]);
              return "summed";
            });
    String late = oneLine(results.get(0));
    assertTrue(late.contains("waited 3 s for worker 1 at") && late.contains("hangs"), late);
  }

  @Test
  void workersThatAreNotInStepAreSeen() throws Exception {
    List<Object> results =
        run(
            2,
            LONG,
            same(2),
            ring -> {
              ring.sum(new float[ring.rank() + 4], new double[1]);
              return "summed";
            });
    assertTrue(
        results.stream()
            .anyMatch(
                r -> r instanceof SimlossException e && e.getMessage().contains("not in step")),
        results::toString);
    assertFalse(results.contains("summed"));
  }

  @Test
  void whoIsNotThereIsNamed() throws Exception {
    InetSocketAddress nobody;
    try (RingPort closed = RingPort.open(InetAddress.getLoopbackAddress())) {
      nobody = closed.address();
    }
    try (RingPort port = RingPort.open(InetAddress.getLoopbackAddress())) {
      RingMembers members =
          new RingMembers(0, List.of(port.address(), nobody), secret("s"), SHORT, SHORT);
      String message =
          assertThrows(SimlossException.class, () -> RingAllReduce.join(port, members))
              .getMessage();
      assertTrue(message.contains("worker 1 at 127.0.0.1:" + nobody.getPort()), message);
    }
  }

  @Test
  void strangersAtThePortAreSentAwayAndTheRingIsMade() throws Exception {
    try (RingPort first = RingPort.open(InetAddress.getLoopbackAddress());
        RingPort second = RingPort.open(InetAddress.getLoopbackAddress());
        Socket stranger = new Socket(first.address().getAddress(), first.address().getPort())) {
      stranger.getOutputStream().write(new byte[200]);
      // One who knocks and goes away.
      new Socket(second.address().getAddress(), second.address().getPort()).close();
      List<InetSocketAddress> addresses = List.of(first.address(), second.address());
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        List<Future<double[]>> sums = new ArrayList<>();
        for (int rank = 0; rank < 2; rank++) {
          RingPort port = rank == 0 ? first : second;
          RingMembers members = new RingMembers(rank, addresses, secret("s"), LONG, LONG);
          sums.add(
              threads.submit(
                  () -> {
                    try (RingAllReduce ring = RingAllReduce.join(port, members)) {
                      double[] numbers = {2};
                      ring.sum(new float[0], numbers);
                      return numbers;
                    }
                  }));
        }
        for (Future<double[]> sum : sums) {
          assertArrayEquals(new double[] {4}, sum.get(50, TimeUnit.SECONDS));
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void theSecretIsNotOnTheWire() throws Exception {
    byte[] secret = secret("a secret that nobody may read");
    try (ServerSocket spy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RingPort port = RingPort.open(InetAddress.getLoopbackAddress())) {
      InetSocketAddress there =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), spy.getLocalPort());
      RingMembers members =
          new RingMembers(0, List.of(port.address(), there), secret, SHORT, SHORT);
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        Future<byte[]> heard = thread.submit(() -> listen(spy));
        assertThrows(SimlossException.class, () -> RingAllReduce.join(port, members));
        String text = new String(heard.get(30, TimeUnit.SECONDS), StandardCharsets.ISO_8859_1);
        assertEquals(4 + 32 + 32, text.length());
        assertFalse(text.contains("secret"));
      } finally {
        thread.shutdownNow();
      }
    }
  }

  private static byte[] listen(ServerSocket spy) throws IOException {
    try (Socket socket = spy.accept()) {
      socket.getOutputStream().write("simloss1".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[32]);
      return new DataInputStream(socket.getInputStream()).readNBytes(4 + 32 + 32);
    }
  }

  @Test
  void aRingNeedsASecretAndTwoWorkers() throws Exception {
    try (RingPort port = RingPort.open(InetAddress.getLoopbackAddress())) {
      List<InetSocketAddress> one = List.of(port.address());
      assertThrows(
          IllegalArgumentException.class, () -> new RingMembers(0, one, new byte[3], LONG, LONG));
      assertThrows(
          IllegalArgumentException.class, () -> new RingMembers(1, one, new byte[16], LONG, LONG));
      RingMembers alone = new RingMembers(0, one, new byte[16], LONG, LONG);
      assertThrows(IllegalArgumentException.class, () -> RingAllReduce.join(port, alone));
    }
  }
}
