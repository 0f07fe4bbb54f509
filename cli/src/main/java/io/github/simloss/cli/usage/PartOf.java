package io.github.simloss.cli.usage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An option of a choice, as {@code --neighbours} is of {@code --loss}: if a file of options makes a
 * choice and a flag makes another, what the file says of its own choice goes with it.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PartOf {
  /** The option that chooses. */
  String value();
}
