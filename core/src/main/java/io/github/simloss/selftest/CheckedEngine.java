package io.github.simloss.selftest;

import io.github.simloss.backend.AdamSettings;
import io.github.simloss.backend.Autoencoder;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.LossValue;
import io.github.simloss.embedding.UnitVectors;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.model.AutoencoderSpec;
import io.github.simloss.similarity.NeighbourTable;
import io.github.simloss.tensor.NamedTensors;
import java.util.List;

/**
 * An engine that can compute in more than one way, for {@link EnginePaths} to choose from.
 *
 * @param <P> a way: which kernels, or which code. A value, with {@code equals}; its {@code
 *     toString} completes "simloss takes ..."
 */
public interface CheckedEngine<P> {

  /** The engine with its version, as {@link io.github.simloss.backend.Backend#engine}. */
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

  /** As {@link io.github.simloss.backend.Backend#create}, in one way; arguments are checked. */
  Autoencoder create(
      P path,
      AutoencoderSpec spec,
      NamedTensors weights,
      ReconstructionLoss loss,
      AdamSettings optimizer,
      Device device);

  /** As {@link io.github.simloss.backend.Backend#loss}, in one way. */
  LossValue loss(
      P path, ReconstructionLoss loss, float[] logits, int[] targets, int paddingId, Device device);

  /** As {@link io.github.simloss.backend.Backend#neighbours}, in one way. */
  NeighbourTable neighbours(P path, UnitVectors vectors, int neighbours, Device device);
}
