package io.github.simloss.backend;

import io.github.simloss.SimlossException;
import java.util.Collection;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The engines on the class path, by name. Those registered as services are found once, where this
 * library's own class loader finds them. Immutable.
 *
 * @since 0.1.0
 */
public final class Backends {
  private static @Nullable Backends found;

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

  /**
   * All engines registered as services: the same object at every call, from any thread. Loads no
   * native library.
   */
  public static synchronized Backends discover() {
    if (found == null) {
      found = new Backends(ServiceLoader.load(Backend.class, Backend.class.getClassLoader()));
    }
    return found;
  }

  /** These engines. */
  public static Backends of(Iterable<Backend> backends) {
    return new Backends(backends);
  }

  /** All, by name. */
  public Collection<Backend> all() {
    return Collections.unmodifiableCollection(byName.values());
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
          byName.isEmpty() ? "none is" : "there is " + String.join(", ", byName.keySet());
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
