package io.github.simloss.djl.internal.model;

import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.backend.support.Processor;
import io.github.simloss.contract.ShortContract;
import io.github.simloss.djl.internal.lstm.LstmPath;
import io.github.simloss.djl.internal.runtime.PyTorchRuntime;
import io.github.simloss.selftest.CheckedEngine;
import io.github.simloss.selftest.ModelCheck;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Simulates a machine on which PyTorch's LSTM for inference is wrong. oneDNN asks the CPU for the
 * sizes of its caches; where the size of the first is reported as 0, its AVX-512 kernel for the
 * last columns of a matrix gives wrong results. The sizes lie in oneDNN's memory, where the first
 * is set to 0 here. A program, as there is no way back.
 */
final class HiddenCaches {
  /** What is printed where oneDNN keeps the sizes elsewhere. */
  static final String NOT_FOUND =
      "no single place in oneDNN's memory holds the sizes of the caches";

  private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

  private HiddenCaches() {}

  /** Why this machine cannot simulate that one; empty if it can. */
  static Optional<String> obstacle() {
    if (!Platform.isLinux() || !System.getProperty("os.arch").equals("amd64")) {
      return Optional.of("oneDNN's memory is looked for on Linux x86-64 only");
    }
    if (!Processor.description().contains("AVX-512")) {
      return Optional.of("this CPU has no AVX-512: " + Processor.description());
    }
    if (!PyTorchRuntime.description().startsWith("PyTorch 2.7.1 ")) {
      return Optional.of("known of PyTorch 2.7.1 only, this is " + PyTorchRuntime.description());
    }
    if (!isRight(5, 100)) {
      return Optional.of("this machine is one itself: the contract tests cover it");
    }
    return size(1).isPresent() && size(2).isPresent()
        ? Optional.empty()
        : Optional.of("the system reports no cache sizes: " + CACHES);
  }

  /**
   * Hides the cache, then prints {@link ShortContract}; prints {@link #NOT_FOUND} and no more if
   * the sizes are not found.
   *
   * @param args those of {@link ShortContract}
   */
  public static void main(String[] args) throws IOException {
    if (hide()) {
      ShortContract.main(args);
    } else {
      System.out.println(NOT_FOUND);
    }
  }

  /** Whether PyTorch's LSTM for inference is right here. */
  private static boolean isRight(int inputs, int hidden) {
    ModelCheck check = new ModelCheck(inputs, hidden, Device.CPU);
    try (TrainableModel model =
        new DjlEngine()
            .trainable(
                new CheckedEngine.Way<>(LstmPath.INFERENCE, EngineConfig.CPU),
                check.spec(),
                check.weights(),
                check.loss(),
                AdamSettings.DEFAULT)) {
      return check.inference(model).ok();
    }
  }

  private static boolean hide() throws IOException {
    // oneDNN asks at its first use; kernels of other sizes are made later.
    isRight(1, 32);
    // One level after the other, as far as there are any.
    int[] sizes =
        Stream.of(1, 2, 3)
            .map(HiddenCaches::size)
            .flatMap(Optional::stream)
            .mapToInt(k -> k)
            .toArray();
    List<Pointer> found = new ArrayList<>();
    long end = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"), StandardCharsets.UTF_8)) {
      String[] fields = line.split("\\s+", -1);
      String[] range = fields[0].split("-", -1);
      long from = Long.parseUnsignedLong(range[0], 16);
      // A library's zeroed memory follows it at once, without a name.
      if (!line.contains("libtorch_cpu.") && (from != end || !line.endsWith(" 0 "))) {
        continue;
      }
      end = Long.parseUnsignedLong(range[1], 16);
      if (fields[1].startsWith("rw") && end - from <= Integer.MAX_VALUE) {
        int length = (int) (end - from);
        Pointer memory = new Pointer(from);
        IntBuffer values =
            memory.getByteBuffer(0, length).order(ByteOrder.nativeOrder()).asIntBuffer();
        for (int at = 0; at + sizes.length <= values.limit(); at++) {
          if (values.slice(at, sizes.length).equals(IntBuffer.wrap(sizes))) {
            found.add(memory.share(4L * at));
          }
        }
      }
    }
    if (found.size() != 1) {
      return false;
    }
    found.get(0).setInt(0, 0);
    return true;
  }

  /** The bytes of the data cache of a level. */
  private static Optional<Integer> size(int level) {
    try {
      for (int index = 0; Files.isDirectory(CACHES.resolve("index" + index)); index++) {
        Path cache = CACHES.resolve("index" + index);
        String size = Files.readString(cache.resolve("size")).strip();
        if (Files.readString(cache.resolve("level")).strip().equals(Integer.toString(level))
            && !Files.readString(cache.resolve("type")).startsWith("Instruction")
            && size.endsWith("K")) {
          return Optional.of(Integer.parseInt(size.substring(0, size.length() - 1)) * 1024);
        }
      }
    } catch (IOException e) {
      // Some virtual machines have the folder and not the files.
      return Optional.empty();
    }
    return Optional.empty();
  }
}
