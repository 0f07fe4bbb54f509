package io.github.simloss.djl;

import ai.djl.ndarray.NDManager;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Processor;
import io.github.simloss.contract.SizeTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes this process a machine on which PyTorch's LSTM for inference is wrong. oneDNN asks the CPU
 * for the sizes of its caches; some virtual machines answer 0, and its AVX-512 kernel for the last
 * columns of a matrix then computes nothing. The answers lie in oneDNN's memory, where the first is
 * set to 0 here. A program, as there is no way back.
 */
final class HiddenCaches {
  private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

  private HiddenCaches() {}

  /** Why this machine cannot play that one; empty if it can. */
  static Optional<String> obstacle() {
    if (!Platform.isLinux() || !System.getProperty("os.arch").equals("amd64")) {
      return Optional.of("oneDNN's memory is looked for on Linux x86-64 only");
    }
    if (!Processor.description().contains("AVX-512")) {
      return Optional.of("this CPU has no AVX-512: " + Processor.description());
    }
    return size(1).isPresent() && size(2).isPresent()
        ? Optional.empty()
        : Optional.of("the system tells no cache sizes: " + CACHES);
  }

  /**
   * Hides the cache, then prints {@link SizeTable}.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    hide();
    SizeTable.main(new String[] {"djl"});
  }

  private static void hide() throws IOException {
    try (NDManager manager = Torch.manager(Device.CPU)) {
      // oneDNN asks at its first use.
      LstmCheck check = new LstmCheck(1, 32);
      check.worst(new NativeLstm(LstmForm.INFERENCE, manager, check));
    }
    int first = size(1).orElseThrow();
    int second = size(2).orElseThrow();
    List<Pointer> found = new ArrayList<>();
    boolean ours = false;
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"), StandardCharsets.UTF_8)) {
      String[] fields = line.split("\\s+", -1);
      boolean named = fields.length > 5 && !fields[5].isEmpty();
      // Zeroed memory of a library follows it without a name.
      ours = named ? line.contains("libtorch_cpu.") : ours;
      if (ours && fields[1].startsWith("rw")) {
        String[] range = fields[0].split("-", -1);
        long from = Long.parseUnsignedLong(range[0], 16);
        int length = Math.toIntExact(Long.parseUnsignedLong(range[1], 16) - from);
        Pointer memory = new Pointer(from);
        ByteBuffer bytes =
            ByteBuffer.wrap(memory.getByteArray(0, length)).order(ByteOrder.nativeOrder());
        for (int at = 0; at + 8 <= length; at += 4) {
          if (bytes.getInt(at) == first && bytes.getInt(at + 4) == second) {
            found.add(memory.share(at));
          }
        }
      }
    }
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " places hold the sizes of the caches");
    }
    found.get(0).setInt(0, 0);
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
