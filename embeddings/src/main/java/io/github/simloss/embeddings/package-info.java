/**
 * Pre-trained word vectors from files. {@link io.github.simloss.embeddings.VectorFile} is the
 * entry: it finds the format of a file by its content and gives the vectors of some words, of all
 * words, or a summary.
 *
 * <pre>{@code
 * VectorFile file = VectorFile.open(Path.of("crawl-300d-2M.vec.gz"));
 * VectorSet vectors = file.read(Set.of("taste", "flavor"), Lookup.of(EXACT, LOWER_CASE));
 * float[] taste = vectors.vector("taste");
 * }</pre>
 */
package io.github.simloss.embeddings;
