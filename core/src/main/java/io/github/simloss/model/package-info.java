/**
 * The model apart from any engine: its shape ({@link io.github.simloss.model.ModelSpec}), the names
 * and shapes of its tensors, which are PyTorch's ({@link io.github.simloss.model.Parameters}), the
 * weights it starts from, and the optimizer's state. Weights trained on one engine are trained on,
 * or decode, on another.
 */
@NullMarked
package io.github.simloss.model;

import org.jspecify.annotations.NullMarked;
