package io.github.simloss.backend.support;

/** What arrays of V columns may take, so that memory stays bounded for any V. */
public final class MemoryBudget {
  private static final int TABLE_MEGABYTES = 512;

  private MemoryBudget() {}

  /**
   * The system property for the megabytes that a V x V table of similarities may take: it makes a
   * step faster than a product for every chunk.
   *
   * @param engine the engine's name
   */
  public static String tableProperty(String engine) {
    return "simloss." + engine + ".tableMegabytes";
  }

  /** What a V x V table may take, in bytes: as the engine's property says, or 512 MB. */
  public static long tableBytes(String engine) {
    return Integer.getInteger(tableProperty(engine), TABLE_MEGABYTES) * 1_000_000L;
  }

  /**
   * How many rows a chunk holds.
   *
   * @param values what it holds at most
   * @param columns V
   * @return at least 1
   */
  public static int chunkRows(int values, int columns) {
    return Math.max(1, values / columns);
  }
}
