package io.github.simloss.embeddings.architecture.broken.internal.cellar;

/** Lies in no room. */
public final class Nowhere {}
