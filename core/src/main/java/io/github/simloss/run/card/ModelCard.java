package io.github.simloss.run.card;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.Messages;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunDirectory;
import io.github.simloss.run.checkpoint.HistoryEntry;
import io.github.simloss.run.checkpoint.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@code README.md} in a run's folder: what the model is, what it was made from and how to load it.
 * The same run gives the same bytes. A file of that name that simloss did not write is left alone.
 *
 * @since 0.2.0
 */
public final class ModelCard {
  private static final String MARK = "<!-- simloss model card 1: written by train -->\n";

  private static final String SCORES = "\n## Scores\n";

  private final RunDirectory run;

  /** That of a run, there or not. */
  public ModelCard(RunDirectory run) {
    this.run = run;
  }

  /**
   * Writes the card, and its hash into the run's manifest.
   *
   * @param config of the run
   * @param history its evaluations
   */
  public void write(RunConfig config, List<HistoryEntry> history) {
    drop();
    if (Files.exists(run.card(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    AtomicFiles.writeString(run.card(), MARK + new CardText(config, history).text());
    Manifest.cover(run.root(), name());
  }

  /**
   * Puts scores at the end of the card, in place of older ones.
   *
   * @param table lines for people to read, shown as they are
   * @throws SimlossException if the run has no card of ours
   */
  public void addScores(String table) {
    if (!isOurs()) {
      throw new SimlossException(
          Messages.oneLine(run.card())
              + " is no model card that simloss wrote: train to the end, or move your own file away");
    }
    String text;
    try {
      text = Files.readString(run.card());
    } catch (IOException e) {
      throw Messages.reading(run.card(), e);
    }
    int older = text.indexOf(SCORES);
    StringBuilder changed = new StringBuilder(older < 0 ? text : text.substring(0, older));
    changed.append(SCORES).append("By `simloss evaluate`:\n\n");
    table.lines().forEach(line -> changed.append("    ").append(line).append('\n'));
    Manifest.uncover(run.root(), name());
    AtomicFiles.writeString(run.card(), changed.toString());
    Manifest.cover(run.root(), name());
  }

  /**
   * Takes over the card of another folder, and writes its hash into this one's manifest.
   *
   * @return whether there is one
   */
  public boolean copyOf(ModelCard other) {
    if (!other.isOurs()) {
      return false;
    }
    drop();
    if (!Files.exists(run.card(), LinkOption.NOFOLLOW_LINKS)) {
      AtomicFiles.write(run.card(), out -> Files.copy(other.run.card(), out));
      Manifest.cover(run.root(), name());
    }
    return true;
  }

  /** Removes the card: the model that it describes is about to change. */
  public void drop() {
    // The manifest first: a card that it does not name is no damage, one that is missing would be.
    Manifest.uncover(run.root(), name());
    if (isOurs()) {
      try {
        Files.deleteIfExists(run.card());
      } catch (IOException e) {
        throw Messages.writing(run.card(), e);
      }
    }
  }

  private String name() {
    return run.card().getFileName().toString();
  }

  private boolean isOurs() {
    Path card = run.card();
    if (!Files.isRegularFile(card, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
    try (var in = Files.newInputStream(card)) {
      return Arrays.equals(mark, in.readNBytes(mark.length));
    } catch (IOException e) {
      throw Messages.reading(card, e);
    }
  }
}
