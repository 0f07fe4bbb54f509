package io.github.simloss.testing;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types as source code names them, in full; those of {@code java.lang} by their simple names. */
final class TypeNames {
  private TypeNames() {}

  static String of(Type type) {
    if (type instanceof Class<?> plain) {
      return plain.isArray() ? of(plain.getComponentType()) + "[]" : name(plain);
    }
    if (type instanceof ParameterizedType of) {
      return of(of.getRawType()) + "<" + list(of.getActualTypeArguments(), ", ") + ">";
    }
    if (type instanceof GenericArrayType array) {
      return of(array.getGenericComponentType()) + "[]";
    }
    if (type instanceof WildcardType wildcard) {
      return wildcard.getLowerBounds().length > 0
          ? "? super " + list(wildcard.getLowerBounds(), " & ")
          : "?" + bounds(wildcard.getUpperBounds());
    }
    return ((TypeVariable<?>) type).getName();
  }

  /** {@code <T extends Bound>}; empty for none. */
  static String parameters(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Stream.of(variables)
            .map(variable -> variable.getName() + bounds(variable.getBounds()))
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String bounds(Type[] bounds) {
    return List.of(bounds).equals(List.of(Object.class)) ? "" : " extends " + list(bounds, " & ");
  }

  private static String list(Type[] types, String between) {
    return Stream.of(types).map(TypeNames::of).collect(Collectors.joining(between));
  }

  private static String name(Class<?> type) {
    String name = type.getName().replace('$', '.');
    return type.getPackageName().equals("java.lang") && !type.isPrimitive()
        ? name.substring("java.lang.".length())
        : name;
  }
}
