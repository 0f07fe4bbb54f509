package io.github.simloss.cli.help;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The section of the help that an option, or every option that a class declares, stands in. A
 * mixin's class has one; an option of a command that says nothing is about its output.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface InSection {
  /** Which. */
  Section value();
}
