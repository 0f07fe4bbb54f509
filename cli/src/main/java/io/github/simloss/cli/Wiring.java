package io.github.simloss.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.github.simloss.backend.Backends;
import io.github.simloss.loss.Losses;
import io.github.simloss.run.export.Exporters;

/**
 * What Guice gives to commands and options: the engines, losses and export formats on the class
 * path.
 */
final class Wiring extends AbstractModule {
  @Provides
  Backends backends() {
    return Backends.discover();
  }

  @Provides
  Exporters exporters() {
    return Exporters.discover();
  }

  @Provides
  Losses losses() {
    return Losses.discover();
  }
}
