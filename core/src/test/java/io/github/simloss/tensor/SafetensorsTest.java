package io.github.simloss.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.random.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written comes back, and what others may write is read. */
class SafetensorsTest {
  private @TempDir Path folder;

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  @Test
  void tensorsComeBackBitForBit() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      SeededRandom random = SeededRandom.derive(1, "tensors", seed);
      NamedTensors tensors = new NamedTensors();
      int count = random.nextInt(6);
      for (int i = 0; i < count; i++) {
        tensors.put(name(i, random), tensor(random));
      }
      Map<String, String> metadata = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        metadata.put("key " + i + "\u4f60\n", "text \"" + random.nextInt(9) + "\\\ud83d\ude00");
      }
      Path file = folder.resolve("model");
      Safetensors.write(file, tensors, metadata);
      byte[] bytes = Files.readAllBytes(file);
      long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
      assertEquals(0, (8 + header) % 8, "the data begins at a multiple of 8; seed " + seed);
      Safetensors.Contents contents = Safetensors.read(file);
      assertEquals(metadata, contents.metadata(), "seed " + seed);
      assertEquals(tensors.names(), contents.tensors().names(), "seed " + seed);
      for (String name : tensors.names()) {
        Tensor wanted = tensors.get(name);
        Tensor read = contents.tensors().get(name);
        assertArrayEquals(wanted.shape(), read.shape(), "seed " + seed);
        assertArrayEquals(bits(wanted.data()), bits(read.data()), "seed " + seed);
      }
      Safetensors.write(file, contents.tensors(), contents.metadata());
      assertArrayEquals(bytes, Files.readAllBytes(file), "seed " + seed);
    }
  }

  private static String name(int i, SeededRandom random) {
    List<String> kinds =
        List.of("weight", "", "a.b", "\u00e9\ud83d\ude00", "\"quoted\"\n", "\u0000");
    return kinds.get(random.nextInt(kinds.size())) + (i == 0 ? "" : String.valueOf(i));
  }

  private static Tensor tensor(SeededRandom random) {
    long[] shape = new long[random.nextInt(4)];
    int count = 1;
    for (int k = 0; k < shape.length; k++) {
      shape[k] = random.nextInt(random.nextInt(5) == 0 ? 40 : 6);
      count *= (int) shape[k];
    }
    float[] data = new float[count];
    for (int i = 0; i < count; i++) {
      data[i] = Float.intBitsToFloat((int) random.nextLong());
    }
    return new Tensor(shape, data);
  }

  @Test
  void tensorsLargerThanABufferComeBack() {
    NamedTensors tensors = new NamedTensors();
    for (int count : new int[] {16_383, 16_384, 16_385, 100_000}) {
      float[] data = new float[count];
      for (int i = 0; i < count; i++) {
        data[i] = i + count / 7f;
      }
      tensors.put("of " + count, Tensor.vector(data));
    }
    Path file = folder.resolve("model");
    Safetensors.write(file, tensors, Map.of());
    NamedTensors read = Safetensors.read(file).tensors();
    for (String name : tensors.names()) {
      assertArrayEquals(tensors.get(name).data(), read.get(name).data(), name);
    }
  }

  @Test
  void theBytesAreTheFormats() throws IOException {
    Path file = folder.resolve("model");
    NamedTensors tensors = new NamedTensors().put("w", Tensor.matrix(1, 2, new float[] {1, -2}));
    Safetensors.write(file, tensors, Map.of("b", "2", "a", "1"));
    String header =
        "{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer wanted = ByteBuffer.allocate(8 + padded + 8).order(ByteOrder.LITTLE_ENDIAN);
    wanted.putLong(padded);
    wanted.put((header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.UTF_8));
    wanted.putFloat(1).putFloat(-2);
    assertArrayEquals(wanted.array(), Files.readAllBytes(file));
  }

  @Test
  void theOrderIsThatOfTheData() throws IOException {
    String header =
        "{"
            + SafetensorsBytes.entry("second", "F32", "[1]", 4, 8)
            + ","
            + SafetensorsBytes.entry("none", "F32", "[7,0,9]", 4, 4)
            + ","
            + SafetensorsBytes.entry("first", "F32", "[]", 0, 4)
            + "}   ";
    Path file = Files.write(folder.resolve("model"), SafetensorsBytes.of(header, 8));
    NamedTensors tensors = Safetensors.read(file).tensors();
    assertEquals(List.of("first", "none", "second"), List.copyOf(tensors.names()));
    assertArrayEquals(new long[] {7, 0, 9}, tensors.get("none").shape());
    assertEquals(Float.intBitsToFloat(0x03020100), tensors.get("first").data()[0]);
    assertEquals(Float.intBitsToFloat(0x07060504), tensors.get("second").data()[0]);
  }

  @Test
  void nothingMayBeInIt() throws IOException {
    Path file = Files.write(folder.resolve("model"), SafetensorsBytes.of("{}", 0));
    assertEquals(List.of(), List.copyOf(Safetensors.read(file).tensors().names()));
    Safetensors.write(file, new NamedTensors(), Map.of());
    assertEquals(Map.of(), Safetensors.read(file).metadata());
  }

  @Test
  void doublesAreRounded() throws IOException {
    double[] doubles = {0, -0.0, 0.1, 1e300, -1e-300, Double.NaN, 1 / 3.0};
    ByteBuffer data = ByteBuffer.allocate(8 * doubles.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : doubles) {
      data.putDouble(value);
    }
    float[] read = converted("F64", doubles.length, data.array());
    for (int i = 0; i < doubles.length; i++) {
      assertEquals((float) doubles[i], read[i]);
    }
  }

  @Test
  void everyHalfIsExact() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < 1 << 16; bits++) {
      data.putShort((short) bits);
    }
    float[] half = converted("F16", 1 << 16, data.array());
    float[] brain = converted("BF16", 1 << 16, data.array());
    for (int bits = 0; bits < 1 << 16; bits++) {
      assertEquals(half(bits), half[bits], "F16 " + bits);
      assertEquals(Float.intBitsToFloat(bits << 16), brain[bits], "BF16 " + bits);
    }
  }

  /** By the definition: (-1)^s 2^(e-15) (1 + f/1024), and 2^-14 f/1024 for e = 0. */
  private static float half(int bits) {
    double sign = bits >> 15 == 0 ? 1 : -1;
    int exponent = bits >> 10 & 31;
    double fraction = (bits & 1023) / 1024.0;
    if (exponent == 31) {
      return fraction == 0 ? (float) (sign / 0.0) : Float.NaN;
    }
    double size =
        exponent == 0 ? fraction * Math.pow(2, -14) : (1 + fraction) * Math.pow(2, exponent - 15);
    return (float) (sign * size);
  }

  private float[] converted(String type, int count, byte[] data) throws IOException {
    String entry = SafetensorsBytes.entry("x", type, "[" + count + "]", 0, data.length);
    byte[] file = SafetensorsBytes.of("{" + entry + "}", data.length);
    System.arraycopy(data, 0, file, file.length - data.length, data.length);
    return Safetensors.read(Files.write(folder.resolve("model"), file)).tensors().get("x").data();
  }

  @Test
  void whatCannotBeWrittenLeavesNoFile() {
    Path file = folder.resolve("model");
    Tensor tensor = Tensor.vector(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(file, new NamedTensors().put("__metadata__", tensor), Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(file, new NamedTensors().put("\ud83d", tensor), Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(file, new NamedTensors(), Map.of("a", "\ude00")));
    assertFalse(Files.exists(file));
  }
}
