package io.github.simloss.spark.internal.train;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import io.github.simloss.spark.LocalSpark;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What workers cannot stand in is refused in one line, before anything starts. */
class ClusterChecksTest {
  /** What is said with a setting of Spark's switched on. */
  private static String refused(String setting, boolean allowPlain) {
    SparkContext spark = LocalSpark.get().sparkContext();
    // The live one, not the copy that getConf makes.
    spark.conf().set(setting, "true");
    try {
      String message =
          assertThrows(SimlossException.class, () -> ClusterChecks.require(spark, 1, allowPlain))
              .getMessage();
      assertFalse(message.contains("\n"), message);
      assertTrue(message.startsWith(setting + " is on"), message);
      return message;
    } finally {
      spark.conf().remove(setting);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "spark.dynamicAllocation.enabled, --num-executors",
    "spark.speculation, switch it off"
  })
  void whatTakesWorkersAwayOrDoublesThemIsRefused(String setting, String way) {
    for (boolean allowPlain : new boolean[] {false, true}) {
      String message = refused(setting, allowPlain);
      assertTrue(message.contains(way), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.network.crypto.enabled",
        "spark.ssl.enabled",
        "spark.ssl.rpc.enabled",
        "spark.io.encryption.enabled"
      })
  void encryptionThatIsWantedIsMissedUnlessTheUserKnows(String setting) {
    String message = refused(setting, false);
    assertTrue(message.contains("unencrypted") && message.contains("--allow-unencrypted"), message);
    SparkContext spark = LocalSpark.get().sparkContext();
    spark.conf().set(setting, "true");
    try {
      assertDoesNotThrow(() -> ClusterChecks.require(spark, 2, true));
    } finally {
      spark.conf().remove(setting);
    }
  }

  @Test
  void tooFewSlotsAreCounted() {
    SparkContext spark = LocalSpark.get().sparkContext();
    assertDoesNotThrow(() -> ClusterChecks.require(spark, 2, false));
    String message =
        assertThrows(SimlossException.class, () -> ClusterChecks.require(spark, 5, false))
            .getMessage();
    assertTrue(
        message.contains("5 workers need 5 slots") && message.contains("there are 2"), message);
    assertTrue(message.contains("numWorkers to 2") && !message.contains("\n"), message);
  }
}
