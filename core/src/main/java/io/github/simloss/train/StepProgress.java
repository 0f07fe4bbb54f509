package io.github.simloss.train;

/**
 * A step just done, for progress displays.
 *
 * @param step steps done
 * @param totalSteps steps that all epochs will take
 * @param epoch the epoch under way, from 1
 * @param epochs all epochs
 * @param loss the batch's reduced loss
 * @param gradientNorm the global norm before clipping
 * @param tokens real targets of the batch
 * @param seconds what the step took
 * @since 0.1.0
 */
public record StepProgress(
    long step,
    long totalSteps,
    int epoch,
    int epochs,
    double loss,
    double gradientNorm,
    long tokens,
    double seconds) {}
