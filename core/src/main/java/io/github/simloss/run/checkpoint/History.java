package io.github.simloss.run.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Release;
import io.github.simloss.io.json.Json;
import io.github.simloss.io.lines.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The evaluations of a run, kept in {@code history.jsonl}, one JSON object a line. Each line begins
 * with the version of its format, so that no line needs another. Not safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class History {
  private static final int FORMAT = 1;
  private static final String FORMAT_FIELD = "format";

  private final Path file;
  private final List<HistoryEntry> entries;

  private History(Path file, List<HistoryEntry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /** An empty history, to be written to a file. */
  public static History empty(Path file) {
    return new History(file, new ArrayList<>());
  }

  /**
   * Reads a history.
   *
   * @param file the file; one that is not there is an empty history
   * @throws SimlossException naming the line that is no entry
   */
  public static History read(Path file) {
    History history = empty(file);
    if (Files.exists(file)) {
      TextFiles.forEachPlainLine(
          file, (number, line) -> history.entries.add(parse(line, file + ":" + number)));
    }
    return history;
  }

  private static HistoryEntry parse(String line, String source) {
    JsonNode tree = Json.parse(line, source, JsonNode.class);
    if (tree instanceof ObjectNode fields && fields.has(FORMAT_FIELD)) {
      Release.requireFormat(source, fields.path(FORMAT_FIELD).asInt(0), FORMAT, null);
      fields.remove(FORMAT_FIELD);
      return Json.parse(Json.toLine(fields), source, HistoryEntry.class);
    }
    return Json.parse(line, source, HistoryEntry.class);
  }

  /** The evaluations so far, oldest first. */
  public List<HistoryEntry> entries() {
    return List.copyOf(entries);
  }

  /** Adds an evaluation; the file is written again, whole or not at all. */
  public void add(HistoryEntry entry) {
    entries.add(entry);
    save();
  }

  /** Holds these instead: those of the checkpoint that a run continues from. */
  public void replace(List<HistoryEntry> others) {
    entries.clear();
    entries.addAll(others);
    save();
  }

  private void save() {
    StringBuilder text = new StringBuilder();
    for (HistoryEntry entry : entries) {
      ObjectNode line = JsonNodeFactory.instance.objectNode().put(FORMAT_FIELD, FORMAT);
      line.setAll((ObjectNode) Json.toTree(entry));
      text.append(Json.toLine(line)).append('\n');
    }
    AtomicFiles.writeString(file, text.toString());
  }
}
