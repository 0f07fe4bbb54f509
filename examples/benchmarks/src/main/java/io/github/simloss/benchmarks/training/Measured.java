package io.github.simloss.benchmarks.training;

import java.util.List;
import java.util.Map;

/**
 * What one runner (an engine, or Python) did on one shape.
 *
 * @param runner {@code djl}, {@code dl4j} or {@code python}
 * @param engine its name and version
 * @param kernels those of its matrix products, as it says; null if it does not
 * @param threads as it says
 * @param settings environment variables chosen for it
 * @param rounds milliseconds a step, the mean of each round
 * @param milliseconds a step, the median of the rounds
 * @param tokensPerSecond real positions, by the median
 * @param shares of a step's time by part, in 0..1; empty for Python
 * @param peakMegabytes the most resident memory of its process; null if unknown
 * @param timesFaster than Python, the median of the rounds' ratios; null without Python
 * @param timesFloor a step's time by that of its arithmetic at the machine's best rate; null where
 *     that was not measured
 * @param timesProducts a step's time by that of its matrix products alone on this engine; null for
 *     Python
 * @param productsMilliseconds of those products, the median of their rounds; null for Python
 */
record Measured(
    String runner,
    String engine,
    String kernels,
    int threads,
    Map<String, String> settings,
    List<Double> rounds,
    double milliseconds,
    double tokensPerSecond,
    Map<String, Double> shares,
    Long peakMegabytes,
    Double timesFaster,
    Double timesFloor,
    Double timesProducts,
    Double productsMilliseconds) {}
