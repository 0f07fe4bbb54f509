package io.github.simloss.cli.option;

import io.github.simloss.SimlossException;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.evaluate.sets.SetDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code NAME=TRAIN[,TEST]:label=COL,...} of {@code --pairs} and {@code --sentences}. What
 * stands in double quotes may have commas and colons; two quotes in it stand for one.
 */
public final class SetOption {
  /** The colon before the settings: a path may have colons as well. */
  private static final Pattern SETTINGS =
      Pattern.compile(":(?=(?:dev|" + String.join("|", SetDefinition.SETTINGS) + ")=)");

  private final String option;
  private final String text;
  private final String form;

  private SetOption(String option, String text) {
    this.option = option;
    this.text = text;
    this.form =
        "NAME=TRAIN[,TEST]:label=COL,"
            + (option.equals("--pairs") ? "first=COL,second=COL" : "sentence=COL");
  }

  /**
   * Reads an option's text.
   *
   * @param option {@code --pairs} or {@code --sentences}
   * @param text its value
   */
  public static SetDefinition parse(String option, String text) {
    return new SetOption(option, text).definition();
  }

  private SetDefinition definition() {
    int equals = text.indexOf('=');
    int colon = equals < 1 ? -1 : colon(equals + 1);
    if (colon < 0) {
      throw wrong("it must read " + form);
    }
    List<String> files = split(text.substring(equals + 1, colon));
    if (files.size() > 2 || files.stream().anyMatch(String::isBlank)) {
      throw wrong(
          "it needs one file or two, separated by a comma, before the colon (a path with a comma:"
              + " in double quotes)");
    }
    Map<String, String> settings = settings(text.substring(colon + 1));
    settings.put("train", files.get(0));
    if (files.size() == 2) {
      settings.put("test", files.get(1));
    }
    boolean pairs = option.equals("--pairs");
    if (pairs == settings.containsKey("sentence")) {
      throw wrong(
          pairs
              ? "sentence= is of --sentences; it must read " + form
              : "sentence= is missing; it must read " + form);
    }
    try {
      return SetDefinition.of(text.substring(0, equals), settings);
    } catch (SimlossException e) {
      throw wrong(
          e.getMessage() + (e.getMessage().contains("missing") ? "; it must read " + form : ""));
    }
  }

  /** The first colon before a setting that is outside of quotes, or -1. */
  private int colon(int from) {
    Matcher matcher = SETTINGS.matcher(text);
    for (int at = from; matcher.find(at); at = matcher.end()) {
      long quotes = text.substring(from, matcher.start()).chars().filter(c -> c == '"').count();
      if (quotes % 2 == 0) {
        return matcher.start();
      }
    }
    return -1;
  }

  private Map<String, String> settings(String list) {
    Map<String, String> settings = new TreeMap<>();
    for (String setting : split(list)) {
      int at = setting.indexOf('=');
      String key = at < 0 ? setting : setting.substring(0, at);
      if (at < 0 || !(key.equals("dev") || SetDefinition.SETTINGS.contains(key))) {
        throw wrong(
            "'"
                + setting
                + "' is none of dev=, "
                + String.join("=, ", SetDefinition.SETTINGS)
                + "=");
      }
      if (settings.put(key, setting.substring(at + 1)) != null) {
        throw wrong(key + "= comes twice");
      }
    }
    return settings;
  }

  /** At commas outside of quotes, which are then taken away. */
  private List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '"' && quoted && i + 1 < list.length() && list.charAt(i + 1) == '"') {
        part.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (quoted) {
      throw wrong("a double quote is not closed");
    }
    parts.add(part.toString());
    return parts;
  }

  private UsageException wrong(String why) {
    return new UsageException(option + " " + text + ": " + why);
  }
}
