/** Settings of training by the names of the command line's options. */
@NullMarked
package io.github.simloss.spark.internal.settings;

import org.jspecify.annotations.NullMarked;
