package io.github.simloss.benchmarks.training;

import java.util.List;

/**
 * Everything measured on one shape in one run.
 *
 * @param key names the shape
 * @param shape what was trained
 * @param device where
 * @param gigaflops of a step's products, the mean of the batches; null, as the next two, where no
 *     products were timed: on a GPU, or of the engine java alone
 * @param gigaflopsPerSecond the best rate of any engine here, on a large square product
 * @param floorMilliseconds the former by the latter
 * @param runners one each
 * @param notes what could not be measured, and why
 */
record ShapeResult(
    String key,
    Shape shape,
    String device,
    Double gigaflops,
    Double gigaflopsPerSecond,
    Double floorMilliseconds,
    List<Measured> runners,
    List<String> notes) {}
