package io.github.simloss.embeddings.internal.read;

import io.github.simloss.embeddings.internal.bytes.KeyIndex;
import io.github.simloss.embeddings.internal.scan.ScanCounts;

/**
 * All rows of a file, in its order.
 *
 * @param keys the words; a word's number is that of its row
 * @param rows the rows
 * @param duplicates rows left out because their word had a row before
 * @param counts what was counted
 */
public record AllRows(KeyIndex keys, RowTable rows, long duplicates, ScanCounts counts) {}
