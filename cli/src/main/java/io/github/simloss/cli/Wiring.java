package io.github.simloss.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Stage;
import io.github.simloss.backend.Backends;
import io.github.simloss.loss.Losses;

/** What Guice gives to commands and options: the engines and losses on the class path. */
final class Wiring extends AbstractModule {
  /** The injector of this command line. */
  static Injector injector() {
    return Guice.createInjector(Stage.DEVELOPMENT, new Wiring());
  }

  @Provides
  Backends backends() {
    return Backends.discover();
  }

  @Provides
  Losses losses() {
    return Losses.discover();
  }
}
