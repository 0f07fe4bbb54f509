package io.github.simloss.embeddings.internal.scan;

import io.github.simloss.SimlossException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Words between bytes and text. A word that is not valid in the charset has, as its key, the bytes
 * of the text that it is read as, with U+FFFD for what is not valid; so a key and a text always
 * belong together.
 */
public record WordCodec(Charset charset) {

  /** Whether bytes are valid in the charset. */
  public boolean valid(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return charset.equals(StandardCharsets.UTF_8)
            ? utf8(bytes, i, to) || strictly(bytes, i, to)
            : strictly(bytes, from, to);
      }
    }
    return true;
  }

  /** Whether bytes are, plainly, characters of two to four bytes; false leaves it open. */
  private static boolean utf8(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      int b = bytes[i++];
      // E0, ED, F0 and F4 ask for a closer look.
      int more =
          b >= 0
              ? 0
              : b >= (byte) 0xc2 && b <= (byte) 0xdf
                  ? 1
                  : b >= (byte) 0xe1 && b <= (byte) 0xef && b != (byte) 0xed
                      ? 2
                      : b >= (byte) 0xf1 && b <= (byte) 0xf3 ? 3 : -1;
      if (more < 0 || more > to - i) {
        return false;
      }
      for (; more > 0; more--) {
        if (bytes[i++] > (byte) 0xbf) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean strictly(byte[] bytes, int from, int to) {
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The text of bytes, with U+FFFD for what is not valid. */
  public String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, charset);
  }

  /** As above, of all bytes of an array. */
  public String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  /** The key of a word of a file. */
  public byte[] key(byte[] bytes, int from, int to, boolean valid) {
    byte[] key = valid ? null : bytes(text(bytes, from, to));
    return key != null ? key : Arrays.copyOfRange(bytes, from, to);
  }

  /** The refusal of a malformed word at a place. */
  public SimlossException malformed(String place) {
    return new SimlossException(place + ": " + refusal());
  }

  /** What is wrong with a malformed word, and how to fix it. */
  public String refusal() {
    return "the word is not valid "
        + charset.name()
        + "; give the file's charset or let it be replaced";
  }

  /** The bytes of a text; {@code null} if the charset does not have them. */
  public byte[] bytes(String text) {
    try {
      ByteBuffer bytes =
          charset
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
