package io.github.simloss.contract;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Processor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints {@link SizeErrors} of an engine by hidden size: a program, so that it can run in a process
 * whose environment bounds the instruction set.
 */
public final class SizeTable {
  private SizeTable() {}

  /**
   * Prints a line for each size; the process fails if one is beyond the tolerance.
   *
   * @param args the backend's name; then hidden sizes, or none for 1 to 70 and the usual large ones
   */
  public static void main(String[] args) {
    Backend backend = Backends.discover().get(args[0]);
    System.out.println(backend.engine() + " on " + Processor.description());
    System.out.println("hidden     codes    logits      loss  training");
    SizeErrors all = new SizeErrors(0, 0, 0, 0);
    List<Integer> hiddenSizes =
        args.length == 1
            ? SizeErrors.HIDDEN_SIZES
            : Arrays.stream(args).skip(1).map(Integer::valueOf).toList();
    for (int hidden : hiddenSizes) {
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
