/**
 * The losses that come with simloss; others are added by {@link
 * io.github.simloss.loss.LossFactory}.
 */
package io.github.simloss.loss.builtin;
