package io.github.simloss.backend;

import io.github.simloss.SimlossException;
import java.util.Collection;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The engines on the class path, by name. */
public final class Backends {
  private final TreeMap<String, Backend> byName = new TreeMap<>();

  private Backends(Iterable<Backend> backends) {
    for (Backend backend : backends) {
      Backend other = byName.putIfAbsent(backend.name(), backend);
      if (other != null) {
        throw new SimlossException(
            "two engines are named '"
                + backend.name()
                + "': "
                + other.getClass().getName()
                + " and "
                + backend.getClass().getName()
                + "; take one jar off the class path");
      }
    }
  }

  /** Finds all engines registered as services; loads no native library. */
  public static Backends discover() {
    return new Backends(ServiceLoader.load(Backend.class));
  }

  /** These engines. */
  public static Backends of(Iterable<Backend> backends) {
    return new Backends(backends);
  }

  /** All, by name. */
  public Collection<Backend> all() {
    return byName.values();
  }

  /**
   * The engine of a name.
   *
   * @throws SimlossException if there is none: says which there are and which jar to add
   */
  public Backend get(String name) {
    Backend backend = byName.get(name);
    if (backend == null) {
      String there =
          byName.isEmpty() ? "none is" : "there is " + String.join(" and ", byName.keySet());
      throw new SimlossException(
          "no engine '"
              + name
              + "' ("
              + there
              + " on the class path): add the jar simloss-backend-"
              + name
              + ", or use one that is there");
    }
    return backend;
  }
}
