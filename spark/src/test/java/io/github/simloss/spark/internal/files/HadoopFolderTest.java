package io.github.simloss.spark.internal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.spark.LocalSpark;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.reflect.ClassTag$;

/** A folder that closures take along, and one that they cannot. */
class HadoopFolderTest {
  private @TempDir Path folder;

  /** As Spark serializes closures. */
  private static byte[] serialized(Object object) {
    ByteBuffer bytes =
        new JavaSerializer(new SparkConf(false))
            .newInstance()
            .serialize(object, ClassTag$.MODULE$.apply(Object.class));
    byte[] array = new byte[bytes.remaining()];
    bytes.get(array);
    return array;
  }

  @Test
  void aClosureDoesNotCarryTheConfigurationOfHadoop() {
    SparkContext spark = LocalSpark.get().sparkContext();
    spark.hadoopConfiguration().set("fs.s3a.secret.key", "a secret of the cluster");
    try {
      HadoopFolder shared = HadoopFolder.shared(folder.toString(), spark);
      byte[] bytes = serialized(shared.in("a").in("b"));
      assertTrue(bytes.length < 2_000, () -> bytes.length + " bytes");
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      assertTrue(!text.contains("secret"), text);
    } finally {
      spark.hadoopConfiguration().unset("fs.s3a.secret.key");
    }
  }

  @Test
  void executorsHaveTheSettingsOfTheDriver() throws IOException {
    SparkContext spark = LocalSpark.get().sparkContext();
    Files.writeString(folder.resolve("inside.txt"), "hello");
    // Known by a setting of the driver's alone.
    String link = "fs.viewfs.mounttable.simloss.link./data";
    spark.hadoopConfiguration().set(link, folder.toUri().toString());
    try {
      HadoopFolder shared = HadoopFolder.shared("viewfs://simloss/data", spark);
      List<String> read =
          JavaSparkContext.fromSparkContext(spark)
              .parallelize(List.of(1, 2), 2)
              .map(
                  k ->
                      new String(shared.read("inside.txt"), StandardCharsets.UTF_8)
                          + shared.names())
              .collect();
      assertEquals(List.of("hello[inside.txt]", "hello[inside.txt]"), read);
    } finally {
      spark.hadoopConfiguration().unset(link);
    }
  }

  @Test
  void whatIsForTheDriverAloneStaysThere() {
    HadoopFolder own = HadoopFolder.of(folder.toString(), new Configuration(false));
    assertThrows(NotSerializableException.class, () -> serialized(own));
  }
}
