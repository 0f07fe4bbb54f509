package io.github.simloss.io.npy;

import static io.github.simloss.io.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.simloss.SimlossException;
import io.github.simloss.random.SeededRandom;
import io.github.simloss.testing.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  private @TempDir Path folder;

  private static float[] values(int count, long seed) {
    SeededRandom random = new SeededRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      // Any bits: NaNs, infinities and subnormal numbers too.
      values[i] = Float.intBitsToFloat((int) random.nextLong());
    }
    return values;
  }

  private static byte[] npy(int version, String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer prefix = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    prefix.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    prefix.put((byte) version).put((byte) 0);
    if (version == 1) {
      prefix.putShort((short) text.length);
    } else {
      prefix.putInt(text.length);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(prefix.array(), 0, prefix.position());
    out.writeBytes(text);
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static String header(String type, String order, String shape) {
    return "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
  }

  private FloatTable read(byte[] bytes) throws IOException {
    return Npy.read(Files.write(folder.resolve("table.npy"), bytes));
  }

  private void assertBad(byte[] bytes, String... parts) {
    assertRefused(() -> read(bytes), "table.npy");
    assertRefused(() -> read(bytes), parts);
  }

  private static byte[] floats(float... values) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return data.array();
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "1, 1", "3, 5", "16384, 1", "16385, 1", "1, 40000", "300, 256"})
  void tablesComeBackBitForBit(int rows, int columns) {
    Path file = folder.resolve("a").resolve("table.npy");
    float[] values = values(rows * columns, 31L * rows + columns);
    Npy.write(file, new FloatTable(rows, columns, values));
    FloatTable read = Npy.read(file);
    assertEquals(rows, read.rows());
    assertEquals(columns, read.columns());
    assertArrayEquals(bits(values), bits(read.values()));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  @Test
  void rowsMayComeInParts() throws IOException {
    Path parts = folder.resolve("parts.npy");
    Path whole = folder.resolve("whole.npy");
    float[] values = values(7 * 1000, 1);
    Npy.write(whole, new FloatTable(1000, 7, values));
    Npy.write(
        parts,
        7,
        rows -> {
          SeededRandom random = new SeededRandom(2);
          for (int row = 0; row < 1000; ) {
            int count = Math.min(1000 - row, random.nextInt(50));
            rows.write(Arrays.copyOfRange(values, 7 * row, 7 * (row + count)));
            row += count;
          }
        });
    assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(parts));
  }

  @Test
  void theBytesAreNumpys() throws IOException {
    Path file = folder.resolve("table.npy");
    Npy.write(file, new FloatTable(2, 1, new float[] {1, -2}));
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }";
    byte[] expected = npy(1, header + " ".repeat(117 - header.length()) + "\n", floats(1, -2));
    assertArrayEquals(expected, Files.readAllBytes(file));
  }

  @Test
  void aFailureLeavesNoTable() throws IOException {
    Path file = folder.resolve("table.npy");
    assertThrows(
        IllegalArgumentException.class, () -> Npy.write(file, 3, rows -> rows.write(new float[4])));
    assertThrows(IllegalArgumentException.class, () -> Npy.write(file, 0, rows -> {}));
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void whatNumpyMayWriteIsRead() throws IOException {
    byte[] data = floats(1, 2, 3, 4, 5, 6);
    float[] wanted = {1, 2, 3, 4, 5, 6};
    List<String> headers =
        List.of(
            header("<f4", "False", "(3, 2)"),
            "{'shape':(3,2),'fortran_order':False,'descr':'<f4'}",
            "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (3, 2,)}",
            " { 'descr' : '<f4' ,\t'fortran_order' : False , 'shape' : ( 3 , 2 ) , } \r\n   ");
    for (int version = 1; version <= 3; version++) {
      for (String header : headers) {
        FloatTable table = read(npy(version, header, data));
        assertEquals(3, table.rows());
        assertArrayEquals(wanted, table.values());
      }
    }
    ByteBuffer doubles = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    doubles.putDouble(0.1).putDouble(1e300).putDouble(-1e-300);
    FloatTable table = read(npy(1, header("<f8", "False", "(1, 3)"), doubles.array()));
    assertArrayEquals(new float[] {0.1f, Float.POSITIVE_INFINITY, -0.0f}, table.values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(9223372036854775807, 2)",
        "(4611686018427387904, 4)",
        "(4294967296, 4294967296)",
        "(999999999999999999, 999999999999999999)",
        "(2147483648, 2147483648)",
        "(2305843009213693953, 2)",
        "(1000000000, 1)",
        "(4, 2)",
        "(3, 1)",
        "(0, 2)",
        "(3, 0)",
        "(-3, -2)",
        "(-3, 2)",
        "(3.0, 2)",
        "(3e0, 2)",
        "(0x3, 2)",
        "(3L, 2)",
        "(6,)",
        "(6)",
        "()",
        "(3, 2, 1)",
        "(1, 3, 2)",
        "[3, 2]",
        "(3, 2",
        "(3 2)",
        "(,)",
        "(3,, 2)",
        "(True, 2)",
        "3",
        "(\u0663, 2)",
      })
  void aShapeThatIsNotTheDatasIsRefused(String shape) {
    for (int version = 1; version <= 3; version++) {
      assertBad(npy(version, header("<f4", "False", shape), floats(1, 2, 3, 4, 5, 6)));
    }
  }

  @Test
  void manyRowsOfNothingAreRefused() throws IOException {
    assertBad(npy(1, header("<f4", "False", "(999999999999999999, 0)"), new byte[0]), "2^31");
    FloatTable none = read(npy(1, header("<f4", "False", "(5, 0)"), new byte[0]));
    assertEquals(5, none.rows());
    assertEquals(0, none.values().length);
  }

  @Test
  void otherKindsAreRefusedWithTheMend() {
    byte[] data = floats(1, 2, 3, 4, 5, 6);
    for (String type : List.of(">f4", "|O", "<i4", "<f2", "<c8", "f4", "", "<U3")) {
      assertBad(npy(1, header(type, "False", "(3, 2)"), data), "astype('<f4')");
    }
    assertBad(npy(1, header("<f4", "True", "(3, 2)"), data), "ascontiguousarray");
    String records = "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,), }";
    assertBad(npy(1, records, data), "records");
    assertBad(npy(4, header("<f4", "False", "(3, 2)"), data), "version");
    assertBad(npy(0, header("<f4", "False", "(3, 2)"), data), "version");
    assertBad("PK\u0003\u0004 a zip archive".getBytes(StandardCharsets.US_ASCII), "numpy.save");
    assertBad(npy(1, "__import__('os').system('true')", data), "damaged");
  }

  @Test
  void aDictionaryOfOtherEntriesIsRefused() {
    byte[] data = floats(1, 2);
    String entries = "'descr': '<f4', 'fortran_order': False, 'shape': (1, 2)";
    assertBad(npy(1, "{" + entries + ", 'more': 1}", data), "'more'");
    assertBad(npy(1, "{" + entries + ", 'shape': (1, 2)}", data), "shape twice");
    assertBad(npy(1, "{'descr': '<f4', 'shape': (1, 2)}", data), "fortran_order");
    assertBad(npy(1, "{" + entries + "} x", data), "no more");
    assertBad(npy(1, "{" + entries, data), "missing");
    assertBad(npy(1, "{}", data), "must hold");
    assertBad(npy(1, "", data), "missing");
    assertBad(npy(1, " ".repeat(60_000), data), "missing");
    assertBad(npy(1, "(".repeat(60_000), data), "missing");
    assertBad(npy(1, "{'descr': '" + "\n\u0000".repeat(9_000) + "'", data), "missing");
  }

  @Test
  void aHugeHeaderIsNotBelieved() {
    byte[] whole = npy(2, header("<f4", "False", "(1, 1)"), floats(1));
    for (int claim : new int[] {65_537, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
      byte[] garbled = whole.clone();
      ByteBuffer.wrap(garbled).order(ByteOrder.LITTLE_ENDIAN).putInt(8, claim);
      assertBad(garbled, Integer.toUnsignedString(claim) + " bytes; it is damaged");
    }
  }

  @Test
  void aFileCutAnywhereOrTooLongIsRefused() throws IOException {
    for (int version = 1; version <= 3; version++) {
      byte[] whole = npy(version, header("<f4", "False", "(3, 2)"), floats(1, 2, 3, 4, 5, 6));
      assertEquals(6, read(whole).values().length);
      for (int length = 0; length < whole.length; length++) {
        assertBad(Arrays.copyOf(whole, length));
      }
      for (int more = 1; more < 20; more++) {
        assertBad(Arrays.copyOf(whole, whole.length + more), "bytes follow");
      }
    }
  }

  @Test
  void everyByteOfTheHeaderMayBeGarbled() throws IOException {
    byte[] data = floats(1, 2, 3, 4, 5, 6);
    byte[] whole = npy(1, header("<f4", "False", "(3, 2)"), data);
    SeededRandom random = new SeededRandom(7);
    for (int at = 0; at < whole.length - data.length; at++) {
      for (int i = 0; i < 12; i++) {
        byte[] garbled = whole.clone();
        garbled[at] = (byte) random.nextInt(256);
        check(garbled, data.length);
      }
    }
  }

  @Test
  void garbledTablesAreRefusedOrRead() throws IOException {
    byte[] data = floats(values(35, 3));
    Fuzz.run("npy", npy(1, header("<f4", "False", "(7, 5)"), data), bytes -> read(bytes));
    Fuzz.run(
        "npy 2", npy(2, header("<f8", "False", "(7, 2)"), new byte[112]), bytes -> read(bytes));
  }

  private void check(byte[] garbled, int dataBytes) throws IOException {
    try {
      FloatTable table = read(garbled);
      assertEquals(dataBytes, 4 * table.values().length);
      assertEquals(table.values().length, table.rows() * table.columns());
    } catch (SimlossException e) {
      assertEquals(true, Fuzz.isOneLine(e.getMessage()), e.getMessage());
    }
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    assertRefused(() -> Npy.read(folder.resolve("none.npy")), "there is no file", "none.npy");
    assertRefused(() -> Npy.read(folder), "is a directory");
  }
}
