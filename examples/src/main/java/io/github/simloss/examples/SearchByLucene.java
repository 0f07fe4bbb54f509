package io.github.simloss.examples;

import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.encoding.SentenceIndex;
import io.github.simloss.io.lines.TextFiles;
import io.github.simloss.run.SentenceModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * Sentences of a large corpus by Lucene's HNSW index: {@code SearchByLucene RUN CORPUS QUERIES}.
 * Prints what the first queries find, how many of the ten nearest sentences the index finds (its
 * recall), and its speed beside exact search, which compares each query with every sentence.
 *
 * <p>Lucene takes vectors of at most 1,024 values; {@code --code-size} makes larger codes smaller.
 */
public final class SearchByLucene {
  private static final int NEAREST = 10;

  private SearchByLucene() {}

  /**
   * Searches and prints.
   *
   * @param args a run's folder, sentences to search and sentences to look for
   */
  public static void main(String[] args) throws IOException {
    List<String> corpus = TextFiles.readLines(Path.of(args[1]));
    List<String> queries = TextFiles.readLines(Path.of(args[2]));
    try (SentenceModel model = SentenceModel.load(Path.of(args[0]));
        Directory directory = new ByteBuffersDirectory()) {
      System.out.printf(
          Locale.ROOT, "%d sentences, codes of %d values%n", corpus.size(), model.codeSize());
      long start = System.nanoTime();
      List<float[]> codes = model.encode(corpus);
      System.out.printf(
          Locale.ROOT, "%-12s %10.0f sentences/s%n", "encoding", perSecond(corpus.size(), start));
      start = System.nanoTime();
      index(directory, codes);
      System.out.printf(
          Locale.ROOT, "%-12s %10.0f sentences/s%n", "indexing", perSecond(corpus.size(), start));
      SentenceIndex exact = new SentenceIndex(joined(codes), model.codeSize());
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        search(new IndexSearcher(reader), exact, model.encode(queries), queries, corpus);
      }
    }
  }

  private static void index(Directory directory, List<float[]> codes) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      for (int number = 0; number < codes.size(); number++) {
        Document document = new Document();
        document.add(new StoredField("number", number));
        // Unit vectors: their dot product is the cosine.
        float[] unit = unit(codes.get(number));
        document.add(new KnnFloatVectorField("code", unit, VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
      }
      // One graph is searched faster, and finds more, than several.
      writer.forceMerge(1);
    }
  }

  /** A sentence that the index found, and its cosine. */
  private record Found(int number, double similarity) {}

  private static float[] joined(List<float[]> codes) {
    int size = codes.get(0).length;
    float[] all = new float[Math.multiplyExact(codes.size(), size)];
    for (int n = 0; n < codes.size(); n++) {
      System.arraycopy(codes.get(n), 0, all, n * size, size);
    }
    return all;
  }

  private static float[] unit(float[] code) {
    return UnitVectors.of(code, 1, code.length).data();
  }

  private static void search(
      IndexSearcher searcher,
      SentenceIndex exact,
      List<float[]> codes,
      List<String> queries,
      List<String> corpus)
      throws IOException {
    long start = System.nanoTime();
    List<List<SentenceIndex.Match>> nearest =
        codes.stream().map(code -> exact.nearest(code, NEAREST)).toList();
    System.out.printf(
        Locale.ROOT, "%-12s %10.0f queries/s%n", "exact", perSecond(codes.size(), start));
    start = System.nanoTime();
    List<List<Found>> found = new ArrayList<>();
    for (float[] code : codes) {
      found.add(nearest(searcher, unit(code)));
    }
    System.out.printf(
        Locale.ROOT, "%-12s %10.0f queries/s%n", "HNSW", perSecond(codes.size(), start));
    System.out.printf(Locale.ROOT, "%-12s %10.3f%n", "recall@10", recall(found, nearest));
    for (int q = 0; q < Math.min(3, queries.size()); q++) {
      System.out.printf(Locale.ROOT, "%n%s%n", queries.get(q));
      for (Found one : found.get(q).subList(0, Math.min(3, found.get(q).size()))) {
        System.out.printf(Locale.ROOT, "  %.3f  %s%n", one.similarity(), corpus.get(one.number()));
      }
    }
  }

  private static List<Found> nearest(IndexSearcher searcher, float[] unit) throws IOException {
    List<Found> found = new ArrayList<>();
    KnnFloatVectorQuery query = new KnnFloatVectorQuery("code", unit, NEAREST);
    for (ScoreDoc hit : searcher.search(query, NEAREST).scoreDocs) {
      Document document = searcher.storedFields().document(hit.doc);
      // Lucene's score of a dot product is (1 + dot) / 2.
      found.add(
          new Found(document.getField("number").numericValue().intValue(), 2 * hit.score - 1));
    }
    return found;
  }

  /**
   * The share of the nearest that were found; of sentences as near as the last any one is right.
   */
  private static double recall(List<List<Found>> found, List<List<SentenceIndex.Match>> nearest) {
    long right = 0;
    long all = 0;
    for (int q = 0; q < found.size(); q++) {
      List<SentenceIndex.Match> best = nearest.get(q);
      double last = best.get(best.size() - 1).similarity() - 1e-6;
      right += found.get(q).stream().filter(one -> one.similarity() >= last).count();
      all += best.size();
    }
    return (double) right / all;
  }

  private static double perSecond(int count, long start) {
    return count / ((System.nanoTime() - start) * 1e-9);
  }
}
