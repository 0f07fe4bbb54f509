package io.github.simloss.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * What of a public type its callers see, a line each: the type with what it extends, and its public
 * and protected members. Members of a supertype that callers cannot name are the type's own. Left
 * out are {@code equals}, {@code hashCode} and {@code toString}, names of parameters and values of
 * constants. Each line begins with the name of the type, so that sorted lines stand by type. No
 * line depends on the order of reflection or on the texts of a JDK.
 */
final class SurfaceLines {
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  private final Class<?> type;
  private final String name;
  private final List<String> lines = new ArrayList<>();

  private SurfaceLines(Class<?> type) {
    this.type = type;
    this.name = TypeNames.of(type);
  }

  /** The lines of a public type, in no particular order. */
  static List<String> of(Class<?> type) {
    SurfaceLines surface = new SurfaceLines(type);
    surface.addType();
    surface.addMembers(type);
    return surface.lines;
  }

  /** Whether callers of the library can name it. */
  static boolean isPublic(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
      return false;
    }
    if (List.of(type.getPackageName().split("\\.", -1)).contains("internal")) {
      return false;
    }
    Class<?> outer = type.getDeclaringClass();
    return isSeen(type.getModifiers()) && (outer == null || isPublic(outer));
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private void addType() {
    StringJoiner line = new StringJoiner(" ");
    line.add(name + TypeNames.parameters(type.getTypeParameters()));
    boolean isClass = !type.isInterface() && !type.isEnum() && !type.isRecord();
    line.add(modifiers(type.getModifiers(), isClass));
    if (type.isSealed()) {
      line.add("sealed");
    }
    line.add(kind());
    List<String> supertypes = new ArrayList<>();
    addSupertypes(type, supertypes);
    if (!supertypes.isEmpty()) {
      line.add(": " + String.join(", ", supertypes.stream().distinct().sorted().toList()));
    }
    lines.add(line.toString());
  }

  private String kind() {
    if (type.isAnnotation()) {
      return "annotation";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
  }

  /** Those that callers can name; through those that they cannot. */
  private static void addSupertypes(Class<?> of, List<String> names) {
    List<Type> generic = new ArrayList<>(List.of(of.getGenericInterfaces()));
    List<Class<?>> raw = new ArrayList<>(List.of(of.getInterfaces()));
    if (of.getSuperclass() != null) {
      generic.add(of.getGenericSuperclass());
      raw.add(of.getSuperclass());
    }
    for (int i = 0; i < raw.size(); i++) {
      Class<?> supertype = raw.get(i);
      if (!isPublic(supertype)) {
        addSupertypes(supertype, names);
      } else if (!Set.of(Object.class, Record.class, Enum.class).contains(supertype)) {
        names.add(TypeNames.of(generic.get(i)));
      }
    }
  }

  private void addMembers(Class<?> of) {
    for (Field field : of.getDeclaredFields()) {
      if (isMember(field.getModifiers(), field.isSynthetic())) {
        String kind = modifiers(field.getModifiers(), true);
        add("." + field.getName(), kind, ": " + TypeNames.of(field.getGenericType()));
      }
    }
    for (Method method : of.getDeclaredMethods()) {
      boolean left = method.isSynthetic() || method.isBridge();
      if (isMember(method.getModifiers(), left) && !OF_EVERY_OBJECT.contains(method.getName())) {
        addMethod(method);
      }
    }
    if (of == type) {
      for (Constructor<?> constructor : of.getDeclaredConstructors()) {
        if (isMember(constructor.getModifiers(), constructor.isSynthetic())) {
          String kind = modifiers(constructor.getModifiers(), false);
          add(call("new", constructor), kind, thrown(constructor));
        }
      }
    }
    Stream.concat(Stream.ofNullable(of.getSuperclass()), Stream.of(of.getInterfaces()))
        .filter(supertype -> !isPublic(supertype))
        .forEach(this::addMembers);
  }

  private boolean isMember(int modifiers, boolean isSynthetic) {
    // Nobody extends a final class.
    boolean isFinal = Modifier.isFinal(type.getModifiers());
    return !isSynthetic
        && (Modifier.isPublic(modifiers) || (Modifier.isProtected(modifiers) && !isFinal));
  }

  private void addMethod(Method method) {
    boolean isFinal =
        Modifier.isFinal(type.getModifiers()) || Modifier.isStatic(method.getModifiers());
    String kind = modifiers(method.getModifiers(), !isFinal);
    if (method.isDefault()) {
      kind += " default";
    }
    String result = ": " + TypeNames.of(method.getGenericReturnType()) + " " + thrown(method);
    add("." + call(method.getName(), method), kind, result);
  }

  private static String call(String what, Executable executable) {
    TypeVariable<?>[] variables = executable.getTypeParameters();
    StringJoiner parameters = new StringJoiner(", ", what + "(", ")");
    Type[] types = executable.getGenericParameterTypes();
    for (int i = 0; i < types.length; i++) {
      String text = TypeNames.of(types[i]);
      boolean isRest = executable.isVarArgs() && i == types.length - 1;
      parameters.add(isRest ? text.substring(0, text.length() - 2) + "..." : text);
    }
    return parameters + (variables.length == 0 ? "" : " " + TypeNames.parameters(variables));
  }

  private static String thrown(Executable executable) {
    List<String> names =
        Stream.of(executable.getGenericExceptionTypes()).map(TypeNames::of).sorted().toList();
    return names.isEmpty() ? "" : "throws " + String.join(", ", names);
  }

  private void add(String member, String kind, String result) {
    lines.add((name + " " + member.replaceFirst("^\\.", "") + " " + kind + " " + result).strip());
  }

  /** In the language's order; {@code final} where it means something. */
  private static String modifiers(int modifiers, boolean withFinal) {
    StringJoiner words = new StringJoiner(" ");
    words.add(Modifier.isPublic(modifiers) ? "public" : "protected");
    if (Modifier.isAbstract(modifiers) && !Modifier.isInterface(modifiers)) {
      words.add("abstract");
    }
    if (Modifier.isStatic(modifiers)) {
      words.add("static");
    }
    if (withFinal && Modifier.isFinal(modifiers)) {
      words.add("final");
    }
    return words.toString();
  }
}
