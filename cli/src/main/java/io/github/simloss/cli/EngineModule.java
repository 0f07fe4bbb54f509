package io.github.simloss.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import io.github.simloss.backend.Backend;
import io.github.simloss.backend.Backends;
import java.util.Map;
import java.util.ServiceLoader;

/** Wires the engines on the class path by name. */
final class EngineModule extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder<String, Backend> engines =
        MapBinder.newMapBinder(binder(), String.class, Backend.class);
    for (Backend backend : ServiceLoader.load(Backend.class)) {
      engines.addBinding(backend.name()).toInstance(backend);
    }
  }

  @Provides
  @Singleton
  Backends backends(Map<String, Backend> engines) {
    return Backends.of(engines.values());
  }
}
