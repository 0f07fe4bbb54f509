package io.github.simloss.cli.option.loss;

import io.github.simloss.loss.LossFactory;
import io.github.simloss.loss.Losses;
import java.util.Iterator;

/** The names of the losses there are, for the help; found when it is shown. */
final class LossNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Losses.discover().all().stream().map(LossFactory::name).iterator();
  }
}
