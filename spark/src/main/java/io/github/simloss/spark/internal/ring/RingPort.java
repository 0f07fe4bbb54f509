package io.github.simloss.spark.internal.ring;

import io.github.simloss.SimlossException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Where one worker waits for its neighbour: a free port of one address of this machine. */
public final class RingPort implements AutoCloseable {
  private final ServerSocket socket;

  private RingPort(ServerSocket socket) {
    this.socket = socket;
  }

  /**
   * Opens a port.
   *
   * @param address the other workers reach this machine by
   * @throws SimlossException if there is no such address here
   */
  public static RingPort open(InetAddress address) {
    try {
      // Closed by whoever opened it; a worker has one neighbour, and a scanner may stand before it.
      return new RingPort(new ServerSocket(0, 8, address));
    } catch (IOException e) {
      throw new SimlossException(
          "no port can be opened at "
              + address.getHostAddress()
              + ", the address Spark gives this executor: "
              + e.getMessage()
              + "; set SPARK_LOCAL_IP there to an address of its own",
          e);
    }
  }

  /** Where others find it. */
  public InetSocketAddress address() {
    return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
  }

  ServerSocket socket() {
    return socket;
  }

  @Override
  public void close() {
    Sockets.close(socket);
  }
}
