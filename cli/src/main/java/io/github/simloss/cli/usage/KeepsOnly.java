package io.github.simloss.cli.usage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An option beside which only some others mean anything: all else is refused. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface KeepsOnly {
  /** The others that it keeps. */
  String[] value();

  /** Why the rest does not apply, and what to do. */
  String because();
}
