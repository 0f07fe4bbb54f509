package io.github.simloss.cli.usage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The range of a number. Every number of every option has one, if only that it is finite. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Bounds {
  /** The least value. */
  double from() default Double.NEGATIVE_INFINITY;

  /** The greatest value. */
  double to() default Double.POSITIVE_INFINITY;

  /** What it must be above, in place of {@link #from}. */
  double above() default Double.NEGATIVE_INFINITY;
}
