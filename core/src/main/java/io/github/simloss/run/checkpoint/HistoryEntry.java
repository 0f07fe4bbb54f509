package io.github.simloss.run.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * One evaluation: one line of {@code history.jsonl}.
 *
 * @param step steps done
 * @param epoch the epoch it was made in, from 1
 * @param trainLoss the mean training loss since the evaluation before
 * @param devLoss the loss on the dev sentences
 * @param tokensPerSecond real targets trained on a second since the evaluation before
 * @param seconds time since the run began, pauses between resumed parts left out
 * @param best whether this is the best dev loss so far
 * @param learningRate the learning rate of the step before it; halved when a diverged run goes
 *     back. Null in a file that does not say
 * @since 0.1.0
 */
public record HistoryEntry(
    long step,
    int epoch,
    double trainLoss,
    double devLoss,
    double tokensPerSecond,
    double seconds,
    boolean best,
    @Nullable Double learningRate) {}
