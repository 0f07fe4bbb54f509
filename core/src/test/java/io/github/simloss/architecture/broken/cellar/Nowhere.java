package io.github.simloss.architecture.broken.cellar;

/** Stands on no floor. */
public final class Nowhere {}
