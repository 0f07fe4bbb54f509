/** Training by the workers of a barrier stage: sentences as ids, checkpoints, one worker's work. */
@NullMarked
package io.github.simloss.spark.internal.train;

import org.jspecify.annotations.NullMarked;
