package io.github.simloss.loss;

import io.github.simloss.SimlossException;
import java.util.Collection;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The losses there are: those of this library and any registered as a {@link LossFactory} service.
 */
public final class Losses {
  private final TreeMap<String, LossFactory> factories = new TreeMap<>();

  private Losses() {
    for (LossFactory factory : ServiceLoader.load(LossFactory.class)) {
      LossFactory other = factories.putIfAbsent(factory.name(), factory);
      if (other != null) {
        throw new SimlossException(
            "two classes make a loss named '"
                + factory.name()
                + "': "
                + other.getClass().getName()
                + " and "
                + factory.getClass().getName());
      }
    }
  }

  /** Finds all losses on the class path. */
  public static Losses discover() {
    return new Losses();
  }

  /** The factories, by name. */
  public Collection<LossFactory> all() {
    return factories.values();
  }

  /**
   * The factory of a name.
   *
   * @throws SimlossException if there is none, naming those there are
   */
  public LossFactory get(String name) {
    LossFactory factory = factories.get(name);
    if (factory == null) {
      throw new SimlossException(
          "unknown loss '" + name + "': use one of " + String.join(", ", factories.keySet()));
    }
    return factory;
  }

  /**
   * Makes a loss.
   *
   * @param options its name and options; they know afterwards what was filled in
   * @param context the vocabulary
   * @throws SimlossException if name or an option is unknown or out of range
   */
  public ReconstructionLoss create(LossOptions options, LossContext context) {
    ReconstructionLoss loss = get(options.loss()).create(options, context);
    options.rejectUnknown();
    return loss;
  }

  /** Makes a loss; see {@link #create(LossOptions, LossContext)}. */
  public ReconstructionLoss create(LossSpec spec, LossContext context) {
    return create(new LossOptions(spec), context);
  }
}
