package io.github.simloss.cli.usage;

import io.github.simloss.io.Messages;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of files and folders; those that cannot be one here are refused in words. */
public final class PathConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String text) {
    String why = whyNot(text);
    if (why != null) {
      throw new TypeConversionException(why);
    }
    return Path.of(text);
  }

  /** Why a text cannot name a file; null if it can. */
  static String whyNot(String text) {
    try {
      return Path.of(text).toString().isBlank() ? "an empty text names no file" : null;
    } catch (InvalidPathException e) {
      boolean ascii = text.chars().allMatch(c -> c > 0 && c < 128);
      return Messages.quote(text)
          + (ascii || text.indexOf(0) >= 0
              ? " is no name of a file"
              : " cannot name a file in this locale, which is not UTF-8 (the JVM says "
                  + System.getProperty("sun.jnu.encoding")
                  + "): set LC_ALL=C.UTF-8 before Java starts");
    }
  }
}
