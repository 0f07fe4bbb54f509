package io.github.simloss.io.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads fractions from finite JSON numbers only. Jackson by itself takes the text {@code "NaN"} for
 * a number, whatever is said of coercion, and {@code 1e999} for infinity.
 */
final class StrictNumbers extends SimpleModule {
  private static final long serialVersionUID = 1L;

  StrictNumbers() {
    addDeserializer(double.class, new OfDouble(double.class));
    addDeserializer(Double.class, new OfDouble(Double.class));
    addDeserializer(float.class, new OfFloat(float.class));
    addDeserializer(Float.class, new OfFloat(Float.class));
    addDeserializer(double[].class, new OfDoubles());
    addDeserializer(float[].class, new OfFloats());
  }

  private abstract static class Strict<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;

    Strict(Class<T> type) {
      super(type);
    }

    @Override
    public @Nullable T getNullValue(DeserializationContext context) throws InvalidFormatException {
      if (handledType().isPrimitive()) {
        // The words that JsonFailures knows.
        throw InvalidFormatException.from(
            context.getParser(), "Cannot map `null`", null, handledType());
      }
      return null;
    }

    final double number(JsonParser parser, DeserializationContext context, Class<?> type)
        throws IOException {
      JsonToken token = parser.currentToken();
      if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
        boolean single = type == float.class || type == Float.class;
        double value = single ? parser.getFloatValue() : parser.getDoubleValue();
        if (Double.isFinite(value)) {
          return value;
        }
      }
      if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        throw InvalidFormatException.from(parser, "not a number", parser.getText(), type);
      }
      context.handleUnexpectedToken(type, parser);
      throw new IllegalStateException("an unexpected token is never taken");
    }

    final double[] numbers(JsonParser parser, DeserializationContext context, Class<?> type)
        throws IOException {
      if (!parser.isExpectedStartArrayToken()) {
        context.handleUnexpectedToken(handledType(), parser);
      }
      double[] numbers = new double[16];
      int count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (count == numbers.length) {
          numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = number(parser, context, type);
      }
      return Arrays.copyOf(numbers, count);
    }
  }

  private static final class OfDouble extends Strict<Double> {
    private static final long serialVersionUID = 1L;

    OfDouble(Class<Double> type) {
      super(type);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return number(parser, context, double.class);
    }
  }

  private static final class OfFloat extends Strict<Float> {
    private static final long serialVersionUID = 1L;

    OfFloat(Class<Float> type) {
      super(type);
    }

    @Override
    public Float deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return (float) number(parser, context, float.class);
    }
  }

  private static final class OfDoubles extends Strict<double[]> {
    private static final long serialVersionUID = 1L;

    OfDoubles() {
      super(double[].class);
    }

    @Override
    public double[] deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return numbers(parser, context, double.class);
    }
  }

  private static final class OfFloats extends Strict<float[]> {
    private static final long serialVersionUID = 1L;

    OfFloats() {
      super(float[].class);
    }

    @Override
    public float[] deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      double[] numbers = numbers(parser, context, float.class);
      float[] floats = new float[numbers.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) numbers[i];
      }
      return floats;
    }
  }
}
