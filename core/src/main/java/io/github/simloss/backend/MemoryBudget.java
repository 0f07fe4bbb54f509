package io.github.simloss.backend;

/**
 * What an engine's arrays of V columns may take, so that memory stays bounded for any V.
 *
 * @param tableMegabytes for a V x V table of similarities, which makes a step faster than a product
 *     for every chunk; 0 for none
 * @param chunkMegabytes for one array of a chunk of positions by V; a step holds about four
 * @since 0.2.0
 */
public record MemoryBudget(int tableMegabytes, int chunkMegabytes) {
  /** 512 MB for a table; 51 MB for a chunk, the measured best for V from 10,000 to 50,000. */
  public static final MemoryBudget DEFAULT = new MemoryBudget(512, 51);

  /** Checks the ranges. */
  public MemoryBudget {
    if (tableMegabytes < 0) {
      throw new IllegalArgumentException(
          "tableMegabytes is " + tableMegabytes + "; it must be at least 0");
    }
    if (chunkMegabytes < 0) {
      throw new IllegalArgumentException(
          "chunkMegabytes is " + chunkMegabytes + "; it must be at least 0");
    }
  }

  /**
   * The system property for the megabytes that a table may take.
   *
   * @param engine the engine's name
   */
  public static String tableProperty(String engine) {
    return "simloss." + engine + ".tableMegabytes";
  }

  /** The system property for the megabytes that a chunk may take. */
  public static String chunkProperty(String engine) {
    return "simloss." + engine + ".chunkMegabytes";
  }

  /**
   * This budget, but for what the engine's system properties say.
   *
   * @param engine the engine's name
   */
  public MemoryBudget orAsPropertiesSay(String engine) {
    return new MemoryBudget(
        Integer.getInteger(tableProperty(engine), tableMegabytes),
        Integer.getInteger(chunkProperty(engine), chunkMegabytes));
  }

  /** What a V x V table may take, in bytes. */
  public long tableBytes() {
    return tableMegabytes * 1_000_000L;
  }

  /**
   * How many rows a chunk holds.
   *
   * @param columns V, at least 1
   * @return at least 1
   * @throws IllegalArgumentException if there is no column
   */
  public int chunkRows(int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException("a chunk of " + columns + " columns");
    }
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, chunkMegabytes * 250_000L / columns));
  }
}
