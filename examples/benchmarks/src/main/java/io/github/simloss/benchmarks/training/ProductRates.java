package io.github.simloss.benchmarks.training;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Engine;
import io.github.simloss.backend.EngineConfig;
import io.github.simloss.backend.support.Processor;
import io.github.simloss.benchmarks.measure.BenchmarkMain;
import io.github.simloss.benchmarks.measure.Numbers;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * How fast an engine multiplies matrices here, in GFLOP/s: a square product, the map of a batch of
 * 128 to 9,600 logits, and an LSTM's input product of 10 rows. Medians.
 */
@Command(
    name = "ProductRates",
    mixinStandardHelpOptions = true,
    description = "Prints an engine's rates of matrix products in GFLOP/s, with its kernels.")
public final class ProductRates implements Callable<Integer> {
  private static final List<Product> PRODUCTS =
      List.of(
          new Product(1536, 1536, 1536, false, false),
          new Product(1280, 256, 9600, false, false),
          new Product(10, 256, 1024, false, false));

  /** A measured run takes about so long on a slow machine: 2 GFLOP. */
  private static final double FLOPS_A_RUN = 2e9;

  @Spec private CommandSpec command;

  @Parameters(index = "0", paramLabel = "ENGINE", description = "djl or dl4j.")
  private String engine;

  @Option(names = "--runs", defaultValue = "15", description = "Of which the median is reported.")
  private int runs;

  @Option(names = "--threads", description = "Default: the engine's own choice.")
  private Integer threads;

  /**
   * Measures.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkMain.run(new ProductRates(), args);
  }

  @Override
  public Integer call() {
    Backend backend = Backends.discover().get(engine);
    EngineConfig config = EngineConfig.of(backend.devices().get(0));
    Engine opened = backend.open(threads == null ? config : config.withThreads(threads));
    PrintWriter out = command.commandLine().getOut();
    out.println(
        String.join(
            "; ",
            backend.description(),
            backend.kernels(),
            Processor.description(),
            opened.threads() + " threads"));
    Multiplier multiplier =
        Multiplier.of(engine, PRODUCTS.stream().mapToInt(Product::largest).max().orElseThrow());
    for (Product product : PRODUCTS) {
      out.printf(
          Locale.ROOT,
          "%4d x %4d x %4d  %6.1f GFLOP/s%n",
          product.rows(),
          product.inner(),
          product.columns(),
          rate(product, multiplier.prepare(product)));
      out.flush();
    }
    return 0;
  }

  private double rate(Product product, Runnable multiplication) {
    int times = (int) Math.max(1, FLOPS_A_RUN / product.flops());
    List<Double> seconds = new ArrayList<>();
    // The first is not counted.
    for (int run = 0; run <= runs; run++) {
      long start = System.nanoTime();
      for (int k = 0; k < times; k++) {
        multiplication.run();
      }
      if (run > 0) {
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    }
    return times * product.flops() / Numbers.median(seconds) / 1e9;
  }
}
