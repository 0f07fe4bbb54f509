package io.github.simloss.architecture.rooms.internal.cellar;

/** Lies in no room. */
public final class Nowhere {}
