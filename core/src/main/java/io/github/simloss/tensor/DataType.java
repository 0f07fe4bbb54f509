package io.github.simloss.tensor;

import java.nio.ByteBuffer;

/** The number formats of a safetensors file that can be read as 32-bit floats. */
enum DataType {
  /** IEEE 754 binary32. */
  F32(4) {
    @Override
    void read(ByteBuffer from, float[] to, int offset, int count) {
      from.asFloatBuffer().get(to, offset, count);
    }
  },
  /** IEEE 754 binary64; rounded. */
  F64(8) {
    @Override
    void read(ByteBuffer from, float[] to, int offset, int count) {
      for (int i = 0; i < count; i++) {
        to[offset + i] = (float) from.getDouble(8 * i);
      }
    }
  },
  /** IEEE 754 binary16; exact. */
  F16(2) {
    @Override
    void read(ByteBuffer from, float[] to, int offset, int count) {
      for (int i = 0; i < count; i++) {
        to[offset + i] = half(from.getShort(2 * i));
      }
    }
  },
  /** The upper half of binary32; exact. */
  BF16(2) {
    @Override
    void read(ByteBuffer from, float[] to, int offset, int count) {
      for (int i = 0; i < count; i++) {
        to[offset + i] = Float.intBitsToFloat(from.getShort(2 * i) << 16);
      }
    }
  };

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one value. */
  int bytes() {
    return bytes;
  }

  /**
   * Converts values.
   *
   * @param from little-endian, the values from its start
   * @param to receives them from {@code offset}
   */
  abstract void read(ByteBuffer from, float[] to, int offset, int count);

  /** A binary16 (sign 1, exponent 5, fraction 10) as a float; {@code Float} has it from Java 20. */
  static float half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float size;
    if (exponent == 0) {
      size = fraction * 0x1p-24f;
    } else if (exponent == 31) {
      size = Float.intBitsToFloat(0x7f800000 | (fraction << 13));
    } else {
      size = Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
    }
    return bits < 0 ? -size : size;
  }
}
