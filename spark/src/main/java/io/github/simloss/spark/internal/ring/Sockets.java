package io.github.simloss.spark.internal.ring;

import java.io.Closeable;
import java.io.IOException;

/** Closing without a second error. */
final class Sockets {
  private Sockets() {}

  static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // What broke it is reported already, or it is no longer needed.
    }
  }
}
