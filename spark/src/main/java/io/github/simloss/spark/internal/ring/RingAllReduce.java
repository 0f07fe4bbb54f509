package io.github.simloss.spark.internal.ring;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.parallel.Collective;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sums arrays around a ring of workers: each sends to the next and hears from the one before. In W
 * - 1 steps every part of the array is summed on its way round, in W - 1 more the sums go round. A
 * worker sends 2 (W - 1) / W of the array whatever W is, and every part is summed in one place, so
 * that all have the same bits.
 *
 * <p>The workers prove to each other that they know the run's secret when they connect. What they
 * then send is neither encrypted nor signed.
 */
public final class RingAllReduce implements Collective, AutoCloseable {
  private final RingMembers members;
  private final Socket from;
  private final Socket to;
  private final Wire in = new Wire();
  private final Wire out = new Wire();
  private final ExecutorService sender;
  private int exchange;

  private RingAllReduce(RingMembers members, Socket from, Socket to) {
    this.members = members;
    this.from = from;
    this.to = to;
    this.sender =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "simloss ring, worker " + members.rank());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Joins a ring of two workers or more; all do so at the same time.
   *
   * @param port where this worker waits; stays the caller's to close
   * @throws SimlossException if a neighbour is not there in time or does not know the secret
   */
  public static RingAllReduce join(RingPort port, RingMembers members) {
    if (members.size() < 2) {
      throw new IllegalArgumentException("a ring has at least two workers");
    }
    RingJoining joining = new RingJoining(members);
    FutureTask<Socket> connecting = new FutureTask<>(joining::connect);
    Thread thread = new Thread(connecting, "simloss ring joins");
    thread.setDaemon(true);
    thread.start();
    Socket from = null;
    try {
      from = joining.accept(port.socket(), () -> failed(connecting));
      Socket to = joined(connecting);
      for (Socket socket : List.of(Objects.requireNonNull(from), to)) {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, members.answering().toMillis()));
      }
      return new RingAllReduce(members, from, to);
    } catch (IOException | RuntimeException e) {
      if (from != null) {
        Sockets.close(from);
      }
      if (connecting.isDone() && !failed(connecting)) {
        Sockets.close(joined(connecting));
      }
      throw e instanceof RuntimeException known ? known : new SimlossException("no ring: " + e, e);
    }
  }

  private static boolean failed(FutureTask<Socket> connecting) {
    if (!connecting.isDone()) {
      return false;
    }
    try {
      joined(connecting);
      return false;
    } catch (SimlossException e) {
      return true;
    }
  }

  private static Socket joined(FutureTask<Socket> connecting) {
    try {
      return connecting.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SimlossException known
          ? known
          : new SimlossException("no ring: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SimlossException("interrupted as it joined the ring", e);
    }
  }

  @Override
  public int rank() {
    return members.rank();
  }

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public void sum(float[] values, double[] numbers) {
    int size = members.size();
    double[][] all = new double[size][];
    all[rank()] = numbers.clone();
    exchange++;
    for (int step = 0; step < size - 1; step++) {
      int sent = Math.floorMod(rank() - step, size);
      int got = Math.floorMod(sent - 1, size);
      all[got] = new double[numbers.length];
      pass(values, step, sent, got, all[sent], all[got], Wire.Arrival.ADD);
    }
    for (int step = 0; values.length > 0 && step < size - 1; step++) {
      int sent = Math.floorMod(rank() + 1 - step, size);
      int got = Math.floorMod(sent - 1, size);
      pass(values, size + step, sent, got, new double[0], new double[0], Wire.Arrival.REPLACE);
    }
    // By rank, so that the sums have the same bits at each worker.
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = 0;
      for (double[] one : all) {
        numbers[k] += one[k];
      }
    }
  }

  private void pass(
      float[] values,
      int step,
      int sent,
      int got,
      double[] numbersSent,
      double[] numbersGot,
      Wire.Arrival arrival) {
    int[] want = {exchange, step, values.length, numbersGot.length};
    Future<?> sending =
        sender.submit(
            () -> {
              out.send(to.getOutputStream(), want, numbersSent);
              out.send(
                  to.getOutputStream(),
                  values,
                  bound(values.length, sent),
                  bound(values.length, sent + 1));
              return null;
            });
    receive(values, want, got, numbersGot, arrival);
    await(sending);
  }

  private int bound(int length, int part) {
    return (int) ((long) length * part / members.size());
  }

  private void receive(
      float[] values, int[] want, int got, double[] numbers, Wire.Arrival arrival) {
    int[] header = new int[want.length];
    try {
      in.receive(from.getInputStream(), header);
      if (!Arrays.equals(want, header)) {
        throw new SimlossException(
            members.name(members.previous())
                + " is not in step with worker "
                + rank()
                + ": exchange "
                + header[0]
                + " of "
                + header[2]
                + " values in place of "
                + want[0]
                + " of "
                + want[2]
                + "; all executors need the same jars and files");
      }
      in.receive(from.getInputStream(), numbers);
      in.receive(
          from.getInputStream(),
          values,
          bound(values.length, got),
          bound(values.length, got + 1),
          arrival);
    } catch (SocketTimeoutException e) {
      throw late(members.previous(), e);
    } catch (IOException e) {
      throw gone(members.previous(), e);
    }
  }

  private void await(Future<?> sending) {
    try {
      sending.get(members.answering().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw gone(members.next(), e);
    } catch (TimeoutException e) {
      throw late(members.next(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SimlossException("worker " + rank() + " was interrupted in an exchange", e);
    }
  }

  private SimlossException late(int worker, Exception e) {
    close();
    return new SimlossException(
        "worker "
            + rank()
            + " has waited "
            + members.answering().toSeconds()
            + " s for "
            + members.name(worker)
            + ": it hangs, or others wait for it; see the log of its executor, or allow more time",
        e);
  }

  private SimlossException gone(int worker, Exception e) {
    close();
    return new SimlossException(
        "worker "
            + rank()
            + " lost "
            + members.name(worker)
            + ": its executor was killed or its task failed; see the log of that executor",
        e);
  }

  @Override
  public void close() {
    sender.shutdownNow();
    Sockets.close(from);
    Sockets.close(to);
  }
}
