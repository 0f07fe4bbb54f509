package io.github.simloss.contract;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.support.Processor;
import io.github.simloss.selftest.golden.EngineCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The contract in short form: compares an engine with the golden values, and prints {@link
 * SizeErrors} by hidden size. A program, so that it can run in a process whose environment bounds
 * the instruction set.
 */
public final class ShortContract {
  private ShortContract() {}

  /**
   * Prints a line for each size; the process fails if a value is beyond its tolerance.
   *
   * @param args the backend's name; then hidden sizes, or none for 1 to 70 and the usual large ones
   */
  public static void main(String[] args) {
    Backend backend = Backends.discover().get(args[0]);
    System.out.println(
        backend.description() + "; " + backend.kernels() + "; on " + Processor.description());
    Engine engine = backend.open(Device.CPU);
    boolean golden = golden(engine);
    System.out.println("hidden     codes    logits      loss  training");
    SizeErrors all = new SizeErrors(0, 0, 0, 0);
    List<Integer> hiddenSizes =
        args.length == 1
            ? SizeErrors.HIDDEN_SIZES
            : Arrays.stream(args).skip(1).map(Integer::valueOf).toList();
    for (int hidden : hiddenSizes) {
      SizeErrors errors = SizeErrors.of(engine, hidden);
      print(Integer.toString(hidden), errors);
      all = all.with(errors);
    }
    print("worst", all);
    if (!(all.worst() <= SizeErrors.TOLERANCE)) {
      throw new AssertionError("beyond " + SizeErrors.TOLERANCE);
    }
    if (!golden) {
      throw new AssertionError("golden values beyond their tolerance");
    }
  }

  /** The other part of a contract in short form: losses and a model with known results. */
  private static boolean golden(Engine engine) {
    List<EngineCheck.Check> checks = EngineCheck.onClassPath().run(engine);
    List<EngineCheck.Check> wrong = checks.stream().filter(check -> !check.ok()).toList();
    System.out.println(
        "golden  "
            + (checks.size() - wrong.size())
            + " of "
            + checks.size()
            + " values within tolerance");
    wrong.forEach(System.out::println);
    return wrong.isEmpty();
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
