package io.github.simloss.tensor;

import static io.github.simloss.tensor.SafetensorsBytes.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.testing.Fuzz;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file claims, it is read as it is or refused in one line. */
class HostileSafetensorsTest {
  private @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("bad.safetensors"), bytes);
  }

  private void assertRefused(byte[] bytes, String... parts) throws IOException {
    Path file = file(bytes);
    String message =
        assertThrows(SimlossException.class, () -> Safetensors.read(file)).getMessage();
    assertTrue(Fuzz.isOneLine(message), message);
    assertTrue(message.contains("bad.safetensors"), message);
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "no '" + part + "' in: " + message);
    }
  }

  private void assertHeaderRefused(String header, int dataBytes, String... parts)
      throws IOException {
    assertRefused(SafetensorsBytes.of(header, dataBytes), parts);
  }

  private void assertEntriesRefused(int dataBytes, String part, String... entries)
      throws IOException {
    assertHeaderRefused("{" + String.join(",", entries) + "}", dataBytes, part);
  }

  private static byte[] sound() {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + entry("a", "F32", "[2,2]", 0, 16)
            + ","
            + entry("b", "F64", "[1]", 16, 24)
            + ","
            + entry("c", "BF16", "[3]", 24, 30)
            + "}";
    return SafetensorsBytes.of(header, 30);
  }

  @Test
  void theLengthOfTheHeaderIsNotBelieved() throws IOException {
    byte[] whole = sound();
    assertEquals(3, Safetensors.read(file(whole)).tensors().names().size());
    long[] claims = {
      0,
      1,
      whole.length - 7,
      whole.length,
      100_000_000,
      100_000_001,
      1L << 31,
      1L << 32,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      -1
    };
    for (long claim : claims) {
      byte[] garbled = whole.clone();
      ByteBuffer.wrap(garbled).order(ByteOrder.LITTLE_ENDIAN).putLong(claim);
      assertRefused(garbled);
    }
  }

  @Test
  void aHeaderBeyondTheLimitIsRefusedThoughItIsThere() throws IOException {
    Path file = folder.resolve("bad.safetensors");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.write(length.putLong(100_000_001).flip(), 0);
      channel.write(ByteBuffer.wrap(new byte[1]), 200_000_000);
    }
    String message =
        assertThrows(SimlossException.class, () -> Safetensors.read(file)).getMessage();
    assertTrue(message.contains("at most 100000000"), message);
  }

  @Test
  void overlapsAndHolesAreRefused() throws IOException {
    String a = entry("a", "F32", "[2]", 0, 8);
    assertEntriesRefused(12, "'b' overlaps", a, entry("b", "F32", "[2]", 4, 12));
    assertEntriesRefused(8, "overlaps", a, entry("b", "F32", "[2]", 0, 8));
    assertEntriesRefused(8, "overlaps", a, entry("b", "F32", "[1]", 4, 8));
    assertEntriesRefused(8, "overlaps", a, entry("b", "F32", "[0]", 4, 4));
    assertEntriesRefused(16, "'b' begins at byte 12", a, entry("b", "F32", "[1]", 12, 16));
    assertEntriesRefused(12, "hole from byte 0", entry("b", "F32", "[2]", 4, 12));
    assertEntriesRefused(9, "1 bytes at the end", a);
    assertEntriesRefused(7, "cut off", a);
    assertEntriesRefused(0, "cut off", a);
    assertEntriesRefused(8, "'z' ends at byte 12", a, entry("z", "F32", "[0]", 12, 12));
    assertHeaderRefused("{}", 5, "5 bytes at the end");
    assertHeaderRefused("{\"__metadata__\":{}}", 5, "5 bytes at the end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[8,0]",
        "[0]",
        "[]",
        "[0,8,8]",
        "[-8,0]",
        "[0,-8]",
        "[0,8.0]",
        "[0,8e0]",
        "[\"0\",\"8\"]",
        "[null,8]",
        "[0,[8]]",
        "[true,8]",
        "null",
        "8",
        "{\"0\":8}",
        "[9223372036854775808,9223372036854775816]",
        "[9223372036854775800,9223372036854775807]",
        "[0,18446744073709551624]",
        "[0,4294967304]",
        "[1,9]",
        "[0,7]",
      })
  void wrongOffsetsAreRefused(String offsets) throws IOException {
    assertEntriesRefused(8, "'a'", entry("a", "F32", "[2]", offsets));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[3]",
        "[]",
        "[0]",
        "[2,2]",
        "[-2]",
        "[-1,-2]",
        "[2.0]",
        "[\"2\"]",
        "[null]",
        "[[2]]",
        "null",
        "2",
        "[4611686018427387906]",
        "[4294967298]",
        "[4294967296,4294967296]",
        "[2147483648,2147483648,2]",
        "[9223372036854775807]",
        "[9223372036854775808]",
        "[18446744073709551618]",
        "[6148914691236517206,3]",
        "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2]",
      })
  void aShapeThatIsNotTheDatasIsRefused(String shape) throws IOException {
    assertEntriesRefused(8, "'a'", entry("a", "F32", shape, 0, 8));
  }

  @Test
  void aTensorTooLargeForTheJvmIsRefusedBeforeItIsMade() throws IOException {
    long bytes = 4L << 31;
    String shape = "[" + (1L << 31) + "]";
    assertEntriesRefused(8, "2^31 values", entry("a", "F32", shape, 0, bytes));
    assertEntriesRefused(8, "cut off", entry("a", "F32", "[1000000000]", 0, 4_000_000_000L));
  }

  @Test
  void otherTypesAreRefused() throws IOException {
    for (String type : List.of("I64", "U8", "BOOL", "F8_E4M3", "f32", "", "F32 ", "__class__")) {
      assertEntriesRefused(8, "only F32, F64, F16 and BF16", entry("a", type, "[2]", 0, 8));
    }
  }

  @Test
  void namesAreUnique() throws IOException {
    String a = entry("a", "F32", "[1]", 0, 4);
    assertEntriesRefused(8, "uplicate", a, entry("a", "F32", "[1]", 4, 8));
    assertEntriesRefused(8, "uplicate", a, entry("\\u0061", "F32", "[1]", 4, 8));
    assertEntriesRefused(8, "uplicate", a.replace("\"shape\"", "\"dtype\":\"F32\",\"shape\""));
    String twice = "\"__metadata__\":{}";
    assertHeaderRefused("{" + twice + "," + twice + "}", 0, "uplicate");
    assertHeaderRefused("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "uplicate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "{",
        "{}{}",
        "{} x",
        "{}\u0000",
        " {}",
        "\ufeff{}",
        "{\"a\":1}",
        "{\"a\":{}}",
        "{\"a\":[]}",
        "{\"a\":null}",
        "{\"a\":{\"dtype\":\"F32\"}}",
        "{\"a\":{\"dtype\":1,\"shape\":[0],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0],\"more\":1}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0",
        "{\"__metadata__\":[]}",
        "{\"__metadata__\":{\"a\":1}}",
        "{\"__metadata__\":{\"a\":null}}",
        "{\"__metadata__\":{\"a\":{}}}",
        "{\"__metadata__\":null}",
        "{\"\\ud83d\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
      })
  void aHeaderThatIsNotTheFormatsIsRefused(String header) throws IOException {
    assertHeaderRefused(header, 0);
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() throws IOException {
    String header = "{" + entry("caf\u00e9", "F32", "[0]", 0, 0) + "}";
    assertRefused(
        SafetensorsBytes.of(header.getBytes(StandardCharsets.ISO_8859_1), 0), "not valid UTF-8");
    byte[] surrogate = header.getBytes(StandardCharsets.UTF_8);
    int at = new String(surrogate, StandardCharsets.ISO_8859_1).indexOf('\u00c3');
    surrogate[at] = (byte) 0xed;
    assertRefused(SafetensorsBytes.of(surrogate, 0), "not valid UTF-8");
    assertRefused(SafetensorsBytes.of(header.getBytes(StandardCharsets.UTF_16), 0));
  }

  @Test
  void deepNestingDoesNotOverflowTheStack() throws IOException {
    assertHeaderRefused("{\"a\":" + "[".repeat(1_000_000), 0);
    assertHeaderRefused("{\"a\":".repeat(200_000), 0);
    assertHeaderRefused("{\"a\":{\"dtype\":\"F32\",\"shape\":" + "[".repeat(1_000_000), 0, "'a'");
    assertHeaderRefused("{\"a\":{\"shape\":[" + "0,".repeat(1_000_000), 0, "more than 32");
    assertHeaderRefused("{\"" + "x".repeat(1_000_000) + "\":1}", 0);
    assertHeaderRefused("{\"a\":{\"shape\":[" + "1".repeat(1_000_000) + "]}}", 0);
  }

  @Test
  void aLongNameIsCutInTheMessage() throws IOException {
    String name = "n".repeat(10_000) + "\\n\\u2028";
    assertHeaderRefused("{" + entry(name, "I8", "[0]", 0, 0) + "}", 0, "nnn...");
    assertHeaderRefused(
        "{" + entry("a\\nb\\u2028", "I8", "[0]", 0, 0) + "}", 0, "a\\u000ab\\u2028");
  }

  @Test
  void aFileCutAnywhereOrTooLongIsRefused() throws IOException {
    byte[] whole = sound();
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length));
    }
    for (int more = 1; more < 10; more++) {
      assertRefused(Arrays.copyOf(whole, whole.length + more), more + " bytes at the end");
    }
    NamedTensors tensors = new NamedTensors().put("w", Tensor.matrix(2, 3, new float[6]));
    Path written = folder.resolve("bad.safetensors");
    Safetensors.write(written, tensors, Map.of("a", "b"));
    byte[] ours = Files.readAllBytes(written);
    for (int length = 0; length < ours.length; length++) {
      assertRefused(Arrays.copyOf(ours, length));
    }
  }

  @Test
  void garbledFilesAreRefusedOrRead() {
    Fuzz.run("safetensors", sound(), this::check);
  }

  @Test
  void garbledHeadersOfTrueLengthAreRefusedOrRead() {
    byte[] whole = sound();
    byte[] header = Arrays.copyOfRange(whole, 8, whole.length - 30);
    Fuzz.run("safetensors header", header, bytes -> check(SafetensorsBytes.of(bytes, 30)));
  }

  /** What is accepted accounts for every byte. */
  private void check(byte[] bytes) throws IOException {
    Safetensors.Contents contents = Safetensors.read(file(bytes));
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long data = bytes.length - 8 - header;
    long least = 0;
    long most = 0;
    for (Tensor tensor : contents.tensors().asMap().values()) {
      least += 2L * tensor.data().length;
      most += 8L * tensor.data().length;
    }
    assertTrue(least <= data && data <= most, least + " to " + most + " bytes of " + data);
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    String missing =
        assertThrows(SimlossException.class, () -> Safetensors.read(folder.resolve("none")))
            .getMessage();
    assertTrue(missing.contains("there is no file"), missing);
    String directory =
        assertThrows(SimlossException.class, () -> Safetensors.read(folder)).getMessage();
    assertTrue(directory.contains("is a directory"), directory);
  }
}
