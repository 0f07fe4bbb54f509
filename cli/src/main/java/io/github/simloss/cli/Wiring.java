package io.github.simloss.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.github.simloss.backend.Backends;
import io.github.simloss.loss.Losses;

/** What Guice gives to commands and options: the engines and losses on the class path. */
final class Wiring extends AbstractModule {
  @Provides
  Backends backends() {
    return Backends.discover();
  }

  @Provides
  Losses losses() {
    return Losses.discover();
  }
}
