/**
 * The losses that come with simloss; others are added by {@link
 * io.github.simloss.loss.LossFactory}.
 */
@NullMarked
package io.github.simloss.loss.builtin;

import org.jspecify.annotations.NullMarked;
