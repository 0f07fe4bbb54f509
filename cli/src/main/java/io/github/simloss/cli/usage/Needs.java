package io.github.simloss.cli.usage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An option that means something only beside others: given without them it is refused. Stands at
 * the option's field, or at a command for an option that it takes from a mixin.
 */
@Target({ElementType.FIELD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Needs.All.class)
public @interface Needs {
  /** The option that needs others; left out at a field, whose option it is. */
  String option() default "";

  /** One of these must be given: {@code --sample}, or {@code --on-divergence=rewind}. */
  String[] value();

  /** Several of them. */
  @Target({ElementType.FIELD, ElementType.TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    /** Each. */
    Needs[] value();
  }
}
