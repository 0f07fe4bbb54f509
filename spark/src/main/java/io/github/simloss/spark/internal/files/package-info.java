/** Files in any file system that Hadoop knows. */
@NullMarked
package io.github.simloss.spark.internal.files;

import org.jspecify.annotations.NullMarked;
