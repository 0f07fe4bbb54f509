package io.github.simloss.embeddings;

/**
 * A summary of a vector file.
 *
 * @param format its layout
 * @param gzip whether it is compressed
 * @param words distinct words; labels of a supervised model are not words
 * @param dimension d
 * @param claimedWords what its header says; -1 without a header
 * @param duplicates rows whose word had a row before
 * @param emptyWords rows without a word
 * @param malformedWords words whose bytes are not valid in the file's charset
 * @param nanRows rows that hold a NaN or an infinity; they have no part in the norms
 * @param zeroRows rows of zeros
 * @param minNorm the least Euclidean norm of a row; NaN if there is none
 * @param meanNorm the mean
 * @param maxNorm the greatest
 * @param subwords whether words that are not in the file get a vector from their n-grams
 * @since 0.1.0
 */
public record VectorInfo(
    VectorFormat format,
    boolean gzip,
    long words,
    int dimension,
    long claimedWords,
    long duplicates,
    long emptyWords,
    long malformedWords,
    long nanRows,
    long zeroRows,
    double minNorm,
    double meanNorm,
    double maxNorm,
    boolean subwords) {}
