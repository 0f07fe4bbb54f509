package io.github.simloss.spark.internal.train;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.parallel.Collective;
import io.github.simloss.spark.internal.ring.RingAllReduce;
import io.github.simloss.spark.internal.ring.RingMembers;
import io.github.simloss.spark.internal.ring.RingPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.spark.BarrierTaskContext;

/**
 * How the workers of a barrier stage find each other: each opens a free port at its executor's
 * address, and one allGather of Spark tells all of them where, with a secret and the checkpoint to
 * begin with from the first.
 *
 * @param workers all of them
 * @param checkpoint the name of the one to begin with
 */
record Gathering(Collective workers, String checkpoint) implements AutoCloseable {
  private static final int SECRET_BYTES = 32;

  static Gathering of(BarrierTaskContext task, WorkerPlan plan) {
    int rank = task.partitionId();
    int size = task.getTaskInfos().length;
    String newest = rank == 0 ? newest(plan.store()) : "";
    if (size == 1) {
      return new Gathering(Collective.ALONE, newest);
    }
    try (RingPort port = RingPort.open(address(task.getTaskInfos()[rank].address()))) {
      InetSocketAddress mine = port.address();
      String[] all =
          task.allGather(
              String.join(
                  " ",
                  mine.getAddress().getHostAddress(),
                  Integer.toString(mine.getPort()),
                  rank == 0 ? secret() : "-",
                  rank == 0 ? newest : "-"));
      List<InetSocketAddress> addresses = new ArrayList<>();
      for (String one : all) {
        String[] parts = one.split(" ", -1);
        addresses.add(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])));
      }
      String[] first = all[0].split(" ", -1);
      RingMembers members =
          new RingMembers(
              rank,
              addresses,
              Base64.getDecoder().decode(first[2]),
              plan.joining(),
              plan.answering());
      return new Gathering(RingAllReduce.join(port, members), first[3]);
    }
  }

  private static String newest(RunStore store) {
    List<String> all = store.checkpoints();
    if (all.isEmpty()) {
      throw new SimlossException(
          store.root().path() + " holds no whole checkpoint: remove it and train again");
    }
    return all.get(0);
  }

  private static String secret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }

  /** The address of an executor, which Spark writes with a port behind it. */
  private static InetAddress address(String executor) {
    String host = executor.replaceAll(":[0-9]+$", "");
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new SimlossException(
          "the executor's host " + host + " has no address here: set SPARK_LOCAL_IP there", e);
    }
  }

  @Override
  public void close() {
    if (workers instanceof RingAllReduce ring) {
      ring.close();
    }
  }
}
