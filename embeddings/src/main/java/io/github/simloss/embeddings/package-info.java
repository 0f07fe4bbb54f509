/**
 * Pre-trained word vectors from files. {@link io.github.simloss.embeddings.VectorFile} is the
 * entry: it finds the format of a file by its content and gives the vectors of some words, of all
 * words, or a summary. {@link io.github.simloss.embeddings.VectorWriter} writes them.
 *
 * <pre>{@code
 * VectorFile file = VectorFile.open(Path.of("crawl-300d-2M.vec.gz"));
 * VectorSet vectors = file.read(Set.of("taste", "flavor"), Lookup.LENIENT);
 * float[] taste = vectors.vector("taste");
 * }</pre>
 *
 * <p>This package is the API. The packages below {@code internal} are not: their types are public
 * only so that they can use one another. Formats are {@code text}, {@code word2vec} and {@code
 * fasttext}; steps are {@code detect}, {@code read} and {@code cache}; {@code scan} and {@code
 * bytes} lie below all of them.
 */
@NullMarked
package io.github.simloss.embeddings;

import org.jspecify.annotations.NullMarked;
