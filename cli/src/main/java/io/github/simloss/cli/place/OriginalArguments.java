package io.github.simloss.cli.place;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments as they were typed. In a locale that is not UTF-8, as in containers without one,
 * the JVM makes question marks of what is not ASCII; Linux keeps the bytes.
 */
public final class OriginalArguments {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private OriginalArguments() {}

  /**
   * The arguments in UTF-8.
   *
   * @param args as the JVM decoded them
   * @return the same where nothing was lost, or nothing can be done
   */
  public static String[] of(String[] args) {
    if (isUtf8(System.getProperty("sun.jnu.encoding", "")) || !Files.isReadable(COMMAND_LINE)) {
      return args;
    }
    try {
      return restored(args, Files.readAllBytes(COMMAND_LINE));
    } catch (IOException e) {
      return args;
    }
  }

  static boolean isUtf8(String charset) {
    return charset.equalsIgnoreCase("UTF-8") || charset.equalsIgnoreCase("UTF8");
  }

  /**
   * Takes the last of a process's words for its arguments, where they agree.
   *
   * @param args as the JVM decoded them
   * @param commandLine all words, each closed by a zero
   */
  static String[] restored(String[] args, byte[] commandLine) {
    List<byte[]> words = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < commandLine.length; i++) {
      if (commandLine[i] == 0) {
        words.add(Arrays.copyOfRange(commandLine, begin, i));
        begin = i + 1;
      }
    }
    String[] restored = args.clone();
    for (int i = 0; i < args.length; i++) {
      int word = words.size() - args.length + i;
      // Where the JVM took arguments from elsewhere, those of the process are others.
      if (word < 0 || !ascii(words.get(word)).equals(ascii(args[i]))) {
        return args;
      }
      try {
        ByteBuffer bytes = ByteBuffer.wrap(words.get(word));
        restored[i] = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      } catch (CharacterCodingException e) {
        restored[i] = args[i];
      }
    }
    return restored;
  }

  /** What both know for certain: a question mark may stand for any character. */
  private static String ascii(byte[] word) {
    return ascii(new String(word, StandardCharsets.ISO_8859_1));
  }

  private static String ascii(String word) {
    return word.replaceAll("[^\\x00-\\x7f]|\\?", "");
  }
}
