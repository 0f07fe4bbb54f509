package io.github.simloss.spark.internal.params;

import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** Parameters that check their values, and columns. */
public final class Checks {
  private Checks() {}

  /** A whole number from some number on. */
  public static IntParam atLeast(Params owner, String name, String doc, int low) {
    return new IntParam(
        owner,
        name,
        doc + " At least " + low + ".",
        (scala.Function1<Object, Object> & java.io.Serializable) value -> (Integer) value >= low);
  }

  /** One of some words. */
  public static Param<String> oneOf(Params owner, String name, String doc, List<String> words) {
    return new Param<>(
        owner,
        name,
        doc + " One of " + String.join(", ", words) + ".",
        (scala.Function1<String, Object> & java.io.Serializable) words::contains);
  }

  /** A number from 0 to 1, neither of them. */
  public static DoubleParam fraction(Params owner, String name, String doc) {
    return new DoubleParam(
        owner,
        name,
        doc + " Between 0 and 1.",
        (scala.Function1<Object, Object> & java.io.Serializable)
            value -> (Double) value > 0 && (Double) value < 1);
  }

  /** A text. */
  public static Param<String> text(Params owner, String name, String doc) {
    return new Param<>(owner, name, doc);
  }

  /**
   * Checks that a column of text is there.
   *
   * @return its place
   * @throws IllegalArgumentException if it is missing or of another type
   */
  public static int textColumn(StructType schema, String column) {
    return column(schema, column, StringType.class, DataTypes.StringType, "inputCol");
  }

  /**
   * Checks that a column of booleans is there.
   *
   * @return its place
   * @throws IllegalArgumentException if it is missing or of another type
   */
  public static int flagColumn(StructType schema, String column) {
    return column(
        schema, column, BooleanType.class, DataTypes.BooleanType, "validationIndicatorCol");
  }

  private static int column(
      StructType schema,
      String column,
      Class<? extends DataType> kind,
      DataType type,
      String param) {
    if (!List.of(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "there is no column '"
              + column
              + "'; there are "
              + String.join(", ", schema.fieldNames())
              + ": set "
              + param);
    }
    int place = schema.fieldIndex(column);
    DataType found = schema.fields()[place].dataType();
    // Texts of another collation, and those of a declared length, are texts as well.
    if (!kind.isInstance(found)) {
      throw new IllegalArgumentException(
          "the column '"
              + column
              + "' of "
              + param
              + " is "
              + found.simpleString()
              + "; it must be "
              + type.simpleString());
    }
    return place;
  }
}
