package mine;

import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.loss.LossContext;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.loss.Losses;
import io.github.simloss.loss.ReconstructionLoss;
import io.github.simloss.loss.ReferenceLoss;
import io.github.simloss.similarity.NeighbourSearch;
import io.github.simloss.embedding.UnitVectors;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** Prints a loss by the core, and by each engine there is. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    UnitVectors vectors = UnitVectors.of(new float[] {1, 0, 0.9f, 0.1f, 0, 1}, 3, 2);
    LossContext context = new LossContext(vectors, Set.of(), NeighbourSearch.PLAIN_JAVA);
    ReconstructionLoss loss =
        Losses.discover().create(LossSpec.of("soft-label").with("neighbours", 2), context);
    int[] target = {0};
    double value = ReferenceLoss.of(loss).evaluate(new double[] {0, 5, 0}, target, -1).value();
    System.out.printf("core: %.4f%n", value);
    for (Backend backend : Backends.discover().all()) {
      double same = backend.open(Device.CPU).loss(loss, new float[] {0, 5, 0}, target, -1).value();
      System.out.printf("%s: %.4f by %s%n", backend.name(), same, backend.description());
    }
    System.out.println("logging: " + LoggerFactory.getILoggerFactory().getClass().getName());
  }
}
