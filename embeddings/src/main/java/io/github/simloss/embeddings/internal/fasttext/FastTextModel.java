package io.github.simloss.embeddings.internal.fasttext;

import io.github.simloss.embeddings.VectorFormat;

/**
 * What a fastText model is made of, without its dictionary.
 *
 * @param format which layout
 * @param dimension d
 * @param entries words and labels
 * @param words words alone; they come first
 * @param dictionary where the first entry is
 * @param subwords its n-grams
 * @param input the rows
 * @param sentenceEndHasSubwords whether {@code </s>} has n-grams, as in 2016
 */
record FastTextModel(
    VectorFormat format,
    int dimension,
    int entries,
    int words,
    long dictionary,
    Subwords subwords,
    InputMatrix input,
    boolean sentenceEndHasSubwords) {}
