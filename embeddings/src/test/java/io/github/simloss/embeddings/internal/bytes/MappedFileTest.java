package io.github.simloss.embeddings.internal.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.embeddings.testing.TestFiles;
import io.github.simloss.random.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
  @TempDir Path folder;

  /** Windows of 16 bytes stand for those of 1 GiB. */
  @Test
  void readsAcrossWindows() throws IOException {
    byte[] bytes = new byte[1001];
    SeededRandom random = new SeededRandom(61);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
    MappedFile file = new MappedFile(TestFiles.write(folder, "bytes", bytes), 4);
    assertEquals(bytes.length, file.size());
    for (int at = 0; at <= bytes.length - 20; at++) {
      byte[] part = new byte[20];
      file.get(at, part);
      assertArrayEquals(Arrays.copyOfRange(bytes, at, at + 20), part);
      assertEquals(bytes[at], file.get(at));
      float[] floats = new float[5];
      file.get(at, floats);
      float[] expected = new float[5];
      ByteBuffer.wrap(bytes, at, 20).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(expected);
      assertArrayEquals(expected, floats);
    }
  }
}
