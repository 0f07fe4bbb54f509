package io.github.simloss.spark.internal.ring;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the two connections of a worker. */
final class RingJoining {
  /** One who connects and then says nothing must not keep others waiting. */
  private static final int SILENCE_MS = 5_000;

  private static final int RETRY_MS = 50;
  private static final int LOOK_MS = 200;

  private final RingMembers members;
  private final Handshake handshake;
  private final long deadline;

  RingJoining(RingMembers members) {
    this.members = members;
    this.handshake = new Handshake(members.secret());
    this.deadline = System.nanoTime() + members.joining().toNanos();
  }

  private int remaining() {
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
  }

  private boolean late() {
    return System.nanoTime() >= deadline;
  }

  /**
   * Waits for the one before; others who knock are sent away.
   *
   * @param failed whether there is no use in waiting
   * @return null if it failed
   */
  @Nullable Socket accept(ServerSocket port, BooleanSupplier failed) {
    String stranger = "";
    while (!late()) {
      if (failed.getAsBoolean()) {
        return null;
      }
      Socket socket = null;
      try {
        port.setSoTimeout(Math.min(LOOK_MS, remaining()));
        socket = port.accept();
        socket.setSoTimeout(Math.min(SILENCE_MS, remaining()));
        if (handshake.accept(in(socket), out(socket), members.rank()) == members.previous()) {
          return socket;
        }
        stranger = "another worker than that one connected";
      } catch (SocketTimeoutException e) {
        // Of the port: time is over. Of the socket: somebody who says nothing.
      } catch (Handshake.Refused e) {
        stranger =
            "a process at "
                + (socket == null ? "" : socket.getInetAddress().getHostAddress())
                + " was sent away: "
                + e.getMessage();
      } catch (IOException e) {
        if (port.isClosed()) {
          throw new SimlossException("worker " + members.rank() + " was closed as it joined", e);
        }
        // One who went away in the middle.
      }
      if (socket != null) {
        Sockets.close(socket);
      }
    }
    throw new SimlossException(
        "worker "
            + members.rank()
            + " waited "
            + members.joining().toSeconds()
            + " s, and "
            + members.name(members.previous())
            + " did not connect"
            + (stranger.isEmpty() ? "" : " (" + stranger + ")")
            + ": let the executors reach each other's ports");
  }

  /** Connects to the one behind. */
  Socket connect() {
    InetSocketAddress address = members.addresses().get(members.next());
    while (true) {
      Socket socket = new Socket();
      try {
        socket.connect(address, remaining());
        socket.setSoTimeout(remaining());
        handshake.connect(in(socket), out(socket), members.rank(), members.next());
        return socket;
      } catch (Handshake.Refused e) {
        Sockets.close(socket);
        throw failed(String.valueOf(e.getMessage()), e);
      } catch (IOException e) {
        // It is not there yet, or was so slow that the other gave this connection up.
        Sockets.close(socket);
        if (late()) {
          throw failed(
              "it did not answer within "
                  + members.joining().toSeconds()
                  + " s ("
                  + Messages.oneLine(String.valueOf(e.getMessage()))
                  + ")",
              e);
        }
        pause();
      }
    }
  }

  private SimlossException failed(String why, IOException e) {
    return new SimlossException(
        "worker "
            + members.rank()
            + " cannot join "
            + members.name(members.next())
            + ": "
            + why
            + "; let the executors reach each other's ports",
        e);
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SimlossException("interrupted", e);
    }
  }

  private static DataInputStream in(Socket socket) throws IOException {
    // Not buffered: what follows the greeting belongs to others.
    return new DataInputStream(socket.getInputStream());
  }

  private static DataOutputStream out(Socket socket) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 256));
  }
}
