package io.github.simloss.selftest;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.LossValue;
import io.github.simloss.backend.TrainableModel;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.ModelSpec;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;

/**
 * An engine that can compute in more than one way, for {@link EnginePaths} to choose from.
 *
 * @param <P> a way: which kernels, or which code. A value, with {@code equals}; its {@code
 *     toString} completes "simloss takes ..."
 * @since 0.1.0
 */
public interface CheckedEngine<P> {

  /** The engine with its version, as {@link io.github.simloss.backend.Backend#description}. */
  String description();

  /** Its libraries and kernels, as {@link io.github.simloss.backend.Backend#kernels}. */
  String kernels();

  /** The ways, the preferred one first; at least one. */
  List<P> paths();

  /** Whether to check at all; if not, the first path is taken. */
  boolean wanted();

  /** The number of CPU threads now: kernels may differ by it. */
  int threads();

  /** What a user can do if no path is right, an imperative clause. */
  String remedy();

  /** A way of computing on a device. */
  record Way<P>(P path, EngineConfig config) {}

  /** As {@link io.github.simloss.backend.Engine#trainable}, in one way; arguments are checked. */
  TrainableModel trainable(
      Way<P> way,
      ModelSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer);

  /** As {@link io.github.simloss.backend.Engine#loss}, in one way; arguments are checked. */
  LossValue loss(Way<P> way, ReconstructionLoss loss, float[] logits, int[] targets, int paddingId);

  /** As {@link io.github.simloss.backend.Engine#neighbours}, in one way; arguments are checked. */
  NeighbourTable neighbours(Way<P> way, UnitVectors vectors, int neighbours);
}
