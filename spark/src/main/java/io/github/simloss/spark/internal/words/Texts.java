package io.github.simloss.spark.internal.words;

import io.github.simloss.spark.internal.params.Checks;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;

/** The texts of a column. */
public final class Texts {
  private Texts() {}

  /**
   * Those whose flag is as wanted, in their order; null is no flag.
   *
   * @param flag a column of booleans
   */
  public static JavaRDD<String> of(Dataset<?> data, String column, String flag, boolean wanted) {
    Checks.flagColumn(data.schema(), flag);
    Column is = functions.coalesce(named(flag), functions.lit(false));
    return of(data.filter(wanted ? is : functions.not(is)), column);
  }

  private static Column named(String column) {
    return functions.col("`" + column.replace("`", "``") + "`");
  }

  /** Those that are not null, in their order. */
  public static JavaRDD<String> of(Dataset<?> data, String column) {
    Checks.textColumn(data.schema(), column);
    if (data.isStreaming()) {
      throw new IllegalArgumentException(
          "a stream has no end, and all texts are needed: write them to a table, and name that");
    }
    return data.select(named(column))
        .javaRDD()
        .filter(row -> !row.isNullAt(0))
        .map(row -> row.getString(0));
  }
}
