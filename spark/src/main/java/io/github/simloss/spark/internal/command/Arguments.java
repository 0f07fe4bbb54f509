package io.github.simloss.spark.internal.command;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What stands behind a command: options, {@code --name value} or {@code --switch}, and files. */
public final class Arguments {
  /** Options without a value; {@code --no-} before the name switches one off. */
  private static final Set<String> SWITCHES =
      Set.of(
          "bidirectional",
          "weighted-mean",
          "append-word-vectors",
          "weighted-targets",
          "source-end",
          "bigrams",
          "group-by-length",
          "normalize",
          "verbose",
          "allow-unencrypted",
          "overwrite");

  /** Options that may be given several times. */
  private static final Set<String> LISTS = Set.of("stop-word", "exclude-word");

  private final Map<String, String> options = new TreeMap<>();
  private final List<String> files = new ArrayList<>();

  /**
   * Reads arguments.
   *
   * @throws SimlossException naming the first that is not possible
   */
  public Arguments(List<String> all) {
    for (int k = 0; k < all.size(); k++) {
      String one = all.get(k);
      if (!one.startsWith("--")) {
        files.add(one);
        continue;
      }
      String name = one.substring(2);
      String off = name.startsWith("no-") ? name.substring(3) : "";
      if (SWITCHES.contains(name)) {
        put(name, "true");
      } else if (SWITCHES.contains(off)) {
        put(off, "false");
      } else if (k + 1 == all.size()) {
        throw new SimlossException("option " + Messages.oneLine(one) + " needs a value");
      } else if (name.equals("loss-option")) {
        lossOption(all.get(++k));
      } else {
        put(name, all.get(++k));
      }
    }
  }

  private void lossOption(String option) {
    int equals = option.indexOf('=');
    if (equals < 1) {
      throw new SimlossException("--loss-option " + Messages.quote(option) + " is not NAME=VALUE");
    }
    put("loss-option:" + option.substring(0, equals), option.substring(equals + 1));
  }

  private void put(String name, String value) {
    if (LISTS.contains(name)) {
      options.merge(name, value, (one, other) -> one + " " + other);
    } else if (options.putIfAbsent(name, value) != null) {
      throw new SimlossException("option --" + Messages.oneLine(name) + " is given twice");
    }
  }

  /** Takes an option that must be there. */
  public String need(String name) {
    String value = options.remove(name);
    if (value == null) {
      throw new SimlossException("option --" + name + " is missing");
    }
    return value;
  }

  /** Takes an option. */
  public String take(String name, String fallback) {
    String value = options.remove(name);
    return value == null ? fallback : value;
  }

  /** Takes a whole number. */
  public int take(String name, int fallback) {
    String value = take(name, Integer.toString(fallback));
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new SimlossException(
          "option --" + name + ": " + Messages.quote(value) + " is no whole number", e);
    }
  }

  /** Whether a switch is on. */
  public boolean takeSwitch(String name) {
    return take(name, "false").equals("true");
  }

  /** Takes the only file. */
  public String file() {
    if (files.size() != 1) {
      throw new SimlossException(
          "one file is needed and "
              + files.size()
              + " are given"
              + (files.isEmpty() ? "" : ": " + files));
    }
    return files.remove(0);
  }

  /** Takes all options that are left, as {@code name=value}. */
  public String[] rest() {
    String[] rest =
        options.entrySet().stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .toArray(String[]::new);
    options.clear();
    return rest;
  }

  /**
   * Refuses what nobody took.
   *
   * @throws SimlossException naming the first
   */
  public void requireNoneLeft() {
    if (!options.isEmpty() || !files.isEmpty()) {
      throw new SimlossException(
          options.isEmpty()
              ? "there is no use for " + Messages.quote(files.get(0))
              : "this command has no option --"
                  + Messages.oneLine(options.keySet().iterator().next()));
    }
  }

  /** The first argument, or an empty text. */
  public static String command(String[] all) {
    return all.length == 0 ? "" : all[0];
  }

  /** All but the first. */
  public static List<String> behind(String[] all) {
    return Arrays.asList(all).subList(Math.min(1, all.length), all.length);
  }
}
