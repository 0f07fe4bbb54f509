package io.github.simloss.spark.internal.words;

import io.github.simloss.io.FileHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Says whether two columns have the same texts, whatever their order. */
public final class TextSum {
  private TextSum() {}

  /** Another line for other texts. */
  public static String of(JavaRDD<String> texts) {
    long count = 0;
    long sum = 0;
    for (long[] part : texts.mapPartitions(new OfPartition()).collect()) {
      count += part[0];
      sum += part[1];
    }
    return count + " " + Long.toHexString(sum);
  }

  /** How many, and the sum of the first eight bytes of their hashes. */
  private record OfPartition() implements FlatMapFunction<Iterator<String>, long[]> {
    @Override
    public Iterator<long[]> call(Iterator<String> texts) {
      long count = 0;
      long sum = 0;
      while (texts.hasNext()) {
        String hash = FileHash.sha256(texts.next().getBytes(StandardCharsets.UTF_8));
        sum += ByteBuffer.wrap(HexFormat.of().parseHex(hash, 0, 16)).getLong();
        count++;
      }
      return List.of(new long[] {count, sum}).iterator();
    }
  }
}
