package io.github.simloss.io.json;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is missing in something read from JSON: a part that is null though its declaration
 * does not allow that. Jackson leaves such parts null, to fail somewhere else later.
 */
final class CompleteRecords {
  private static final int DEEPEST = Json.MAX_DEPTH;

  private CompleteRecords() {}

  /**
   * Looks at a value, and at records, lists and maps within it.
   *
   * @return the path of the first part that is missing, as {@code model.layers[2].size}; null if
   *     none is
   */
  static @Nullable String missing(Object value) {
    return missing(value, null, "", 0);
  }

  private static @Nullable String missing(
      Object value, @Nullable AnnotatedType type, String path, int depth) {
    if (depth > DEEPEST) {
      return null;
    }
    if (value instanceof Record && isMarked(value.getClass())) {
      return inRecord(value, path, depth);
    }
    if (value instanceof Collection<?> list) {
      return inList(list, argument(type, 0), path, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return inMap(map, argument(type, 1), path, depth);
    }
    return null;
  }

  private static @Nullable String inRecord(Object value, String path, int depth) {
    for (RecordComponent part : value.getClass().getRecordComponents()) {
      String name = path.isEmpty() ? part.getName() : path + "." + part.getName();
      String found = part(of(part, value), part.getAnnotatedType(), name, depth);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String inList(
      Collection<?> list, @Nullable AnnotatedType type, String path, int depth) {
    int i = 0;
    for (Object element : list) {
      String found = part(element, type, path + "[" + i++ + "]", depth);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String inMap(
      Map<?, ?> map, @Nullable AnnotatedType type, String path, int depth) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = path.isEmpty() ? String.valueOf(entry.getKey()) : path + "." + entry.getKey();
      String found = part(entry.getValue(), type, name, depth);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String part(
      @Nullable Object value, @Nullable AnnotatedType type, String path, int depth) {
    if (value == null) {
      return type != null && type.isAnnotationPresent(Nullable.class) ? null : path;
    }
    return missing(value, type, path, depth + 1);
  }

  private static @Nullable AnnotatedType argument(@Nullable AnnotatedType type, int index) {
    if (type instanceof AnnotatedParameterizedType generic) {
      AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
      return index < arguments.length ? arguments[index] : null;
    }
    return null;
  }

  /** Only where null is declared is its absence a promise. */
  private static boolean isMarked(Class<?> type) {
    return type.getPackage().isAnnotationPresent(NullMarked.class);
  }

  private static @Nullable Object of(RecordComponent part, Object value) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's own part cannot be read", e);
    }
  }
}
