package io.github.simloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.testing.ExportedRuns;
import io.github.simloss.train.data.VocabularySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that come as a stream, in few rows, in many columns, or in a collation. */
class UnusualColumnsTest {
  private @TempDir Path folder;
  private AutoencoderModel model;

  @BeforeEach
  void model() throws IOException {
    Path run = ExportedRuns.write(folder.resolve("run"), 1);
    model = AutoencoderModel.fromRun(run.toString()).setBackend("java").setOutputType("array");
  }

  private List<Row> codes(Dataset<Row> texts) {
    return model.transform(texts).select("text", "code").collectAsList();
  }

  @Test
  void aStreamIsEncodedAndNotTrainedOn() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    Files.writeString(in.resolve("a.txt"), "so good\ntea\n");
    Dataset<Row> stream =
        LocalSpark.get().readStream().text(in.toString()).withColumnRenamed("value", "text");
    StreamingQuery query =
        model
            .transform(stream)
            .writeStream()
            .format("parquet")
            .option("checkpointLocation", folder.resolve("state").toString())
            .start(folder.resolve("out").toString());
    try {
      query.processAllAvailable();
    } finally {
      query.stop();
    }
    Dataset<Row> got = LocalSpark.get().read().parquet(folder.resolve("out").toString());
    assertEquals(
        codes(LocalSpark.texts(List.of("so good", "tea"), 1)),
        got.orderBy("text").select("text", "code").collectAsList());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Vocabularies.count(stream, "text", VocabularySettings.DEFAULT))
            .getMessage();
    assertTrue(message.contains("a stream has no end") && !message.contains("\n"), message);
  }

  @Test
  void partitionsMayBeEmpty() {
    List<Row> one = codes(LocalSpark.texts(List.of("tea"), 1));
    assertEquals(one, codes(LocalSpark.texts(List.of("tea"), 5)));
    Dataset<Row> none = LocalSpark.texts(List.of("tea"), 2).filter("id > 7");
    assertEquals(List.of(), codes(none));
    assertEquals(4, Vocabularies.count(none, "text", VocabularySettings.DEFAULT).size());
  }

  @Test
  void manyColumnsGoThroughUnchanged() {
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < 300; k++) {
      columns.add(functions.lit(k).as("a.column " + k));
    }
    columns.add(functions.struct(functions.col("id"), functions.array(functions.lit(2.5))).as("s"));
    columns.add(functions.map(functions.lit("k"), functions.lit(null).cast("date")).as("map"));
    columns.add(functions.col("text"));
    Dataset<Row> wide =
        LocalSpark.texts(List.of("tea", "so good"), 1).select(columns.toArray(Column[]::new));
    Dataset<Row> encoded = model.transform(wide);
    assertEquals(wide.collectAsList(), encoded.drop("code").collectAsList());
    assertEquals(304, encoded.columns().length);
    assertFalse(encoded.collectAsList().get(1).isNullAt(303));
  }

  @Test
  void aCollationDoesNotMatter() {
    StructType schema;
    try {
      schema = StructType.fromDDL("text STRING COLLATE UNICODE_CI");
    } catch (RuntimeException e) {
      Assumptions.abort("this Spark has no collations");
      return;
    }
    Dataset<Row> plain = LocalSpark.texts(List.of("so good", "Tea"), 1).select("text");
    Dataset<Row> collated = plain.to(schema);
    assertFalse(collated.schema().apply("text").dataType().equals(DataTypes.StringType));
    assertEquals(codes(plain), codes(collated));
    assertEquals(
        Vocabularies.count(plain, "text", VocabularySettings.DEFAULT).words(),
        Vocabularies.count(collated, "text", VocabularySettings.DEFAULT).words());
  }
}
