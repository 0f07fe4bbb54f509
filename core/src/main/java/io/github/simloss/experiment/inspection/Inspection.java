package io.github.simloss.experiment.inspection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model shows.
 *
 * @param samples reconstructions, of the same sentences in all runs on the same data
 * @param neighbours of a few words, the same in all runs on the same data, with the weights of the
 *     run's loss; null in results from before there were any
 * @param codes the map of sentence codes, or null where there are none
 * @param quality how well sentences are reconstructed; null without sentences, and in results from
 *     before there was any
 * @param pairs sentences whose codes are near; null as for quality
 * @since 0.1.0
 */
public record Inspection(
    List<ReconstructedSentence> samples,
    @Nullable List<WordNeighbours> neighbours,
    @Nullable CodeMap codes,
    @Nullable Quality quality,
    @Nullable List<NearSentences> pairs) {
  /** Of a model that has not been looked at. */
  public static final Inspection NONE = new Inspection(List.of(), List.of(), null, null, null);
}
