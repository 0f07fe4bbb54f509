package io.github.simloss.spark.internal.ring;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * What a worker knows before it joins.
 *
 * @param rank its own
 * @param addresses where all workers wait, by rank
 * @param secret that they share, at least 16 bytes; not copied
 * @param joining how long to wait for the neighbours
 * @param answering how long to wait for the slowest worker in an exchange
 */
public record RingMembers(
    int rank,
    List<InetSocketAddress> addresses,
    byte[] secret,
    Duration joining,
    Duration answering) {

  /** Checks that there is a secret, and that the rank is one of the ring. */
  public RingMembers {
    addresses = List.copyOf(addresses);
    if (rank < 0 || rank >= addresses.size()) {
      throw new IllegalArgumentException(
          "rank " + rank + " is not in a ring of " + addresses.size());
    }
    if (secret.length < 16) {
      throw new IllegalArgumentException("a secret has at least 16 bytes, not " + secret.length);
    }
  }

  /** How many there are. */
  int size() {
    return addresses.size();
  }

  /** The one that this one sends to. */
  int next() {
    return (rank + 1) % size();
  }

  /** The one that sends to this one. */
  int previous() {
    return (rank + size() - 1) % size();
  }

  /** A worker in messages. */
  String name(int worker) {
    InetSocketAddress at = addresses.get(worker);
    String host = at.isUnresolved() ? at.getHostString() : at.getAddress().getHostAddress();
    return "worker " + worker + " at " + host + ":" + at.getPort();
  }
}
