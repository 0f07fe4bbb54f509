/**
 * What an engine extends: a model, a decoder and Adam, each with the state and the checks of every
 * call, but for what speaks to the engine.
 */
@NullMarked
package io.github.simloss.backend.skeleton;

import org.jspecify.annotations.NullMarked;
