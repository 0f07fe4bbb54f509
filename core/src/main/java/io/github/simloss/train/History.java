package io.github.simloss.train;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Json;
import io.github.simloss.io.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The evaluations of a run, kept in {@code history.jsonl}, one JSON object a line. */
public final class History {
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
      TextFiles.forEachLine(
          file,
          (number, line) ->
              history.entries.add(Json.parse(line, file + ":" + number, HistoryEntry.class)));
    }
    return history;
  }

  /** The evaluations so far, oldest first. */
  public List<HistoryEntry> entries() {
    return List.copyOf(entries);
  }

  /** Adds an evaluation; the file is written anew, whole or not at all. */
  public void add(HistoryEntry entry) {
    entries.add(entry);
    save();
  }

  /** Forgets all but the first: what came after the checkpoint that a run goes on from. */
  public void truncate(int count) {
    if (entries.size() < count) {
      throw new SimlossException(
          file
              + " has "
              + entries.size()
              + " lines, the checkpoint knows of "
              + count
              + "; the file was changed since");
    }
    entries.subList(count, entries.size()).clear();
    save();
  }

  private void save() {
    StringBuilder text = new StringBuilder();
    for (HistoryEntry entry : entries) {
      text.append(Json.toLine(entry)).append('\n');
    }
    AtomicFiles.writeString(file, text.toString());
  }
}
