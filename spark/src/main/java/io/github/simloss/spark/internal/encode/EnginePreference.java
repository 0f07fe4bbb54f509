package io.github.simloss.spark.internal.encode;

import io.github.simloss.SimlossException;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Engine;
import java.util.List;
import java.util.TreeSet;

/** Which engine an executor takes if none is named. */
public final class EnginePreference {
  /** The fast ones first; plain Java is always there. */
  private static final List<String> ORDER = List.of("djl", "dl4j", "java");

  private static String found = "";

  private EnginePreference() {}

  /** The engine of a name; for an empty one, the fastest that starts on this machine. */
  public static synchronized String of(String name) {
    if (!name.isEmpty()) {
      return Backends.discover().get(name).name();
    }
    if (found.isEmpty()) {
      found = first();
    }
    return found;
  }

  private static String first() {
    TreeSet<String> there = new TreeSet<>();
    for (Backend backend : Backends.discover().all()) {
      there.add(backend.name());
    }
    for (String name : ORDER) {
      if (there.contains(name) && starts(name)) {
        return name;
      }
    }
    throw new SimlossException("no engine of " + there + " starts: name one with backend");
  }

  private static boolean starts(String name) {
    try (Engine engine = Backends.discover().get(name).open(Device.CPU)) {
      return engine.threads() >= 0;
    } catch (SimlossException | LinkageError e) {
      // Without its native libraries, or without any of its jars, another one is taken.
      return false;
    }
  }
}
