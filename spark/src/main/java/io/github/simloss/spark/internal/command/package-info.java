/** The arguments of commands, by the names of the command line's options. */
@NullMarked
package io.github.simloss.spark.internal.command;

import org.jspecify.annotations.NullMarked;
