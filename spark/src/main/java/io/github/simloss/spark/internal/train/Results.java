package io.github.simloss.spark.internal.train;

import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** What a task returns, as Scala wants it. */
final class Results {
  private Results() {}

  static Iterator<String> of(String one) {
    return CollectionConverters.asScala(java.util.List.of(one).iterator());
  }
}
