package io.github.simloss.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One Spark for all tests of the process: two threads, no page, no Hive. */
public final class LocalSpark {
  private static SparkSession session;

  private LocalSpark() {}

  public static synchronized SparkSession get() {
    if (session == null) {
      session =
          SparkSession.builder()
              .master("local[2]")
              .appName("simloss tests")
              .config("spark.ui.enabled", false)
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", 2)
              .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
              .getOrCreate();
      session.sparkContext().setLogLevel("ERROR");
    }
    return session;
  }

  /** Numbered texts in so many partitions, in their order. */
  static Dataset<Row> texts(List<String> texts, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int k = 0; k < texts.size(); k++) {
      rows.add(RowFactory.create(k, texts.get(k)));
    }
    StructType schema =
        new StructType().add("id", DataTypes.IntegerType).add("text", DataTypes.StringType);
    return get()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(get().sparkContext()).parallelize(rows, partitions),
            schema);
  }
}
