package io.github.simloss.contract;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Processor;
import java.util.Locale;

/**
 * Prints {@link SizeErrors} of an engine for every hidden size: a program, so that it can run in a
 * process whose environment bounds the instruction set.
 */
public final class SizeTable {
  private SizeTable() {}

  /**
   * Prints a line for each size; the process fails if one is beyond the tolerance.
   *
   * @param args the backend's name
   */
  public static void main(String[] args) {
    Backend backend = Backends.discover().get(args[0]);
    System.out.println(backend.engine() + " on " + Processor.description());
    System.out.println("hidden     codes    logits      loss  training");
    SizeErrors all = new SizeErrors(0, 0, 0, 0);
    for (int hidden : SizeErrors.HIDDEN_SIZES) {
      SizeErrors errors = SizeErrors.of(backend, Device.CPU, hidden);
      print(Integer.toString(hidden), errors);
      all = all.with(errors);
    }
    print("worst", all);
    if (!(all.worst() <= SizeErrors.TOLERANCE)) {
      throw new AssertionError("beyond " + SizeErrors.TOLERANCE);
    }
  }

  private static void print(String name, SizeErrors errors) {
    System.out.printf(
        Locale.ROOT,
        "%6s  %8.1e  %8.1e  %8.1e  %8.1e%n",
        name,
        errors.codes(),
        errors.logits(),
        errors.loss(),
        errors.training());
  }
}
