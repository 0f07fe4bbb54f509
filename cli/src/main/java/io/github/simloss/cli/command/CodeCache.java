package io.github.simloss.cli.command;

import io.github.simloss.SimlossException;
import io.github.simloss.io.FileHash;
import io.github.simloss.io.Messages;
import io.github.simloss.io.OwnFiles;
import io.github.simloss.run.vectors.VectorsFile;
import io.github.simloss.tensor.Checksum;
import io.github.simloss.tensor.FiniteChecks;
import io.github.simloss.tensor.NamedTensors;
import io.github.simloss.tensor.Safetensors;
import io.github.simloss.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The codes of a corpus in a file beside it, with the hashes of all that they depend on: the
 * corpus, the run's model with what it does to codes, and the word vectors.
 */
final class CodeCache {
  private static final String CODES = "codes";
  private static final String FORMAT = "simloss-codes-1";

  private final Path file;
  private final Map<String, String> origin = new TreeMap<>();

  /**
   * @param corpus the sentences' file
   * @param column its column that has the sentences, or null for lines
   * @param run the run's folder
   * @param vectors of words outside the vocabulary; null for those of the run's folder, if any
   * @param lookup in which forms words are looked for there
   */
  CodeCache(Path corpus, String column, Path run, Path vectors, String lookup) {
    file = corpus.resolveSibling(corpus.getFileName() + ".codes");
    origin.put("format", FORMAT);
    origin.put("corpus", hash(corpus));
    if (column != null) {
      origin.put("column", column);
    }
    origin.put("config", hash(run.resolve("config.json")));
    origin.put("model", hash(run.resolve("model.safetensors")));
    Path processing = run.resolve("postprocessing.safetensors");
    origin.put("postProcessing", Files.exists(processing) ? hash(processing) : "none");
    Path own = run.resolve(VectorsFile.NAME);
    String ownVectors = Files.exists(own) ? hash(own) : "none";
    origin.put("vectors", vectors == null ? ownVectors : hash(vectors) + " " + lookup);
  }

  private static String hash(Path path) {
    try {
      return FileHash.sha256(path);
    } catch (IOException e) {
      throw Messages.reading(path, e);
    }
  }

  /**
   * The codes, or null if there are none of the same origin: a damaged file is none.
   *
   * @param count how many values there must be
   */
  float[] read(long count) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      Safetensors.Contents contents = Safetensors.read(file);
      Map<String, String> there = new TreeMap<>(contents.metadata());
      there.remove(Checksum.KEY);
      if (!there.equals(origin) || !Checksum.matches(contents)) {
        return null;
      }
      float[] codes = contents.tensors().get(CODES).data();
      boolean finite = FiniteChecks.nonFinite(contents.tensors()).isEmpty();
      return finite && codes.length == count ? codes : null;
    } catch (SimlossException | IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * Keeps codes.
   *
   * @throws SimlossException if the file cannot be written, or another file has its name
   */
  void write(float[] codes, int size) {
    OwnFiles.requireNoLink(file);
    if (Files.exists(file) && !isOurs()) {
      throw new SimlossException(
          file + " is another file's name: move that file away, or give --no-cache");
    }
    NamedTensors tensors =
        new NamedTensors().put(CODES, Tensor.matrix(codes.length / size, size, codes));
    Safetensors.write(file, tensors, Checksum.addTo(new TreeMap<>(origin), tensors));
  }

  private boolean isOurs() {
    try {
      return FORMAT.equals(Safetensors.read(file).metadata().get("format"));
    } catch (SimlossException e) {
      return false;
    }
  }
}
