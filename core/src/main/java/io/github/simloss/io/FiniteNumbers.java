package io.github.simloss.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDecorator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import io.github.simloss.SimlossException;
import java.io.IOException;

/**
 * Refuses to write NaN and infinity, which JSON does not have. Immutable.
 *
 * @since 0.1.0
 */
public final class FiniteNumbers implements JsonGeneratorDecorator {
  @Override
  public JsonGenerator decorate(JsonFactory factory, JsonGenerator generator) {
    return new Guard(generator);
  }

  private static final class Guard extends JsonGeneratorDelegate {
    Guard(JsonGenerator generator) {
      // false: objects are written through this guard, not straight to what it guards.
      super(generator, false);
    }

    @Override
    public void writeNumber(double value) throws IOException {
      super.writeNumber(finite(value));
    }

    @Override
    public void writeNumber(float value) throws IOException {
      finite(value);
      super.writeNumber(value);
    }

    @Override
    public void writeArray(double[] array, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        finite(array[i]);
      }
      super.writeArray(array, offset, length);
    }

    private double finite(double value) {
      if (!Double.isFinite(value)) {
        throw new SimlossException(
            "JSON cannot hold "
                + value
                + " (field "
                + Messages.quote(getOutputContext().pathAsPointer())
                + "); write null or a finite number");
      }
      return value;
    }
  }
}
