package io.github.simloss.run.export;

import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import java.util.Collection;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The formats on the class path, by name. Those registered as services are found once, where this
 * library's own class loader finds them. Immutable.
 *
 * @since 0.2.0
 */
public final class Exporters {
  private static @Nullable Exporters found;

  private final TreeMap<String, Exporter> byName = new TreeMap<>();

  private Exporters(Iterable<Exporter> exporters) {
    for (Exporter exporter : exporters) {
      Exporter other = byName.putIfAbsent(exporter.name(), exporter);
      if (other != null) {
        throw new SimlossException(
            "two formats are named '"
                + exporter.name()
                + "': "
                + other.getClass().getName()
                + " and "
                + exporter.getClass().getName()
                + "; take one jar off the class path");
      }
    }
  }

  /** All formats registered as services: the same object at every call, from any thread. */
  public static synchronized Exporters discover() {
    if (found == null) {
      found = new Exporters(ServiceLoader.load(Exporter.class, Exporter.class.getClassLoader()));
    }
    return found;
  }

  /** These formats. */
  public static Exporters of(Iterable<Exporter> exporters) {
    return new Exporters(exporters);
  }

  /** All, by name. */
  public Collection<Exporter> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /**
   * The format of a name.
   *
   * @throws SimlossException if there is none: says which there are and which jar to add
   */
  public Exporter get(String name) {
    Exporter exporter = byName.get(name);
    if (exporter == null) {
      throw new SimlossException(
          "no format "
              + Messages.quote(name)
              + " (there is "
              + String.join(", ", byName.keySet())
              + " on the class path): use one that is there, or add its jar; dl4j is in"
              + " simloss-backend-dl4j, djl in simloss-backend-djl");
    }
    return exporter;
  }
}
