package io.github.simloss.loss;

import io.github.simloss.SimlossException;
import java.util.Collection;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The losses there are: those of this library and any registered as a {@link LossFactory} service
 * where this library's own class loader finds it. They are found once, at the first use. Immutable.
 *
 * @since 0.1.0
 */
public final class Losses {
  private static @Nullable Losses found;

  private final TreeMap<String, LossFactory> factories = new TreeMap<>();

  private Losses(Iterable<LossFactory> services) {
    for (LossFactory factory : services) {
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

  /** All losses on the class path: the same object at every call, from any thread. */
  public static synchronized Losses discover() {
    if (found == null) {
      found = new Losses(ServiceLoader.load(LossFactory.class, LossFactory.class.getClassLoader()));
    }
    return found;
  }

  /** The factories, by name. */
  public Collection<LossFactory> all() {
    return Collections.unmodifiableCollection(factories.values());
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
    options.checkShared(context);
    return loss;
  }

  /** Makes a loss; see {@link #create(LossOptions, LossContext)}. */
  public ReconstructionLoss create(LossSpec spec, LossContext context) {
    return create(new LossOptions(spec), context);
  }
}
