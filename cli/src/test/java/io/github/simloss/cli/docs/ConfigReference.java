package io.github.simloss.cli.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.simloss.io.json.Json;
import io.github.simloss.loss.LossSpec;
import io.github.simloss.run.Provenance;
import io.github.simloss.run.RunConfig;
import io.github.simloss.run.RunSources;
import io.github.simloss.run.settings.TrainingSettings;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields of {@code config.json}, from the records that are written, with their Javadoc. */
final class ConfigReference {
  /**
   * A field.
   *
   * @param path names from the root, separated by dots
   * @param type as JSON has it
   * @param optional whether it may be missing
   * @param meaning from the Javadoc
   */
  record Field(String path, String type, boolean optional, String meaning) {}

  private static final String RUN = "io.github.simloss.run.";
  private static final String SETTINGS = RUN + "settings.";

  /** Of training, files have all settings side by side; where those with other names are from. */
  private static final Map<String, String> FROM =
      Map.of(
          "evaluateEvery", "EvaluationSettings every",
          "checkpointEvery", "CheckpointSettings every",
          "keepCheckpoints", "CheckpointSettings keep",
          "checkpointMinutes", "CheckpointSettings minutes");

  private final List<Field> fields = new ArrayList<>();

  static List<Field> fields() {
    ConfigReference reference = new ConfigReference();
    reference.add(RunConfig.class, "");
    return reference.fields;
  }

  private void add(Class<?> type, String prefix) {
    if (type == LossSpec.class) {
      fields.add(new Field(prefix + "name", "text", false, "the loss"));
      fields.add(
          new Field(
              prefix + "*",
              "number, text, true or false",
              true,
              "the options of that loss: [losses.md](losses.md)"));
    } else if (type == TrainingSettings.class) {
      Class<?> file = named(SETTINGS + "TrainingSettingsJson");
      for (RecordComponent component : file.getRecordComponents()) {
        addField(component, prefix, training(component.getName()));
      }
    } else if (type == Provenance.class) {
      Map<String, String> meanings = new LinkedHashMap<>();
      for (Class<?> part :
          List.of(
              Provenance.class,
              RunSources.class,
              Provenance.Words.class,
              Provenance.Machine.class)) {
        meanings.putAll(meanings(part));
      }
      for (RecordComponent component : named(RUN + "ProvenanceJson").getRecordComponents()) {
        addField(component, prefix, meanings.getOrDefault(component.getName(), ""));
      }
    } else {
      Map<String, String> meanings = meanings(type);
      for (RecordComponent component : type.getRecordComponents()) {
        addField(component, prefix, meanings.getOrDefault(component.getName(), ""));
      }
    }
  }

  private void addField(RecordComponent component, String prefix, String meaning) {
    Class<?> type = component.getType();
    String path = prefix + component.getName();
    boolean optional =
        component.isAnnotationPresent(JsonInclude.class)
            || Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"))
            || accessorIsOptional(component);
    fields.add(new Field(path, json(component), optional, meaning));
    if (isObject(type)) {
      add(type, path + ".");
    }
  }

  private static boolean isObject(Class<?> type) {
    return type.isRecord() || type == LossSpec.class;
  }

  private static boolean accessorIsOptional(RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(JsonInclude.class);
  }

  private static String json(RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> '`' + Json.toLine(constant).replace("\"", "") + '`')
          .collect(Collectors.joining(", "));
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == int.class || type == long.class) {
      return "integer";
    }
    if (type == double.class || type == Double.class) {
      return "number";
    }
    if (type == String.class) {
      return "text";
    }
    if (component.getGenericType() instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] == String.class) {
      return "list of texts";
    }
    if (isObject(type)) {
      return "object";
    }
    throw new AssertionError("how is " + component + " written?");
  }

  private static String training(String name) {
    String[] from = FROM.getOrDefault(name, "? " + name).split(" ", 2);
    for (String part :
        List.of(
            "TrainingSettings",
            "OptimizationSettings",
            "EvaluationSettings",
            "CheckpointSettings")) {
      String meaning = meanings(named(SETTINGS + part)).get(from[1]);
      if (meaning != null && (from[0].equals("?") || from[0].equals(part))) {
        return meaning;
      }
    }
    return "";
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static final Pattern PARAM =
      Pattern.compile("@param (\\w+) (.*?)(?=\\n@|\\z)", Pattern.DOTALL);

  /** What the Javadoc of a record says of its components. */
  private static Map<String, String> meanings(Class<?> record) {
    Class<?> top = record;
    while (top.getEnclosingClass() != null) {
      top = top.getEnclosingClass();
    }
    String source =
        Pages.text(
            Pages.ROOT.resolve("core/src/main/java/" + top.getName().replace('.', '/') + ".java"));
    int declared = source.indexOf(" record " + record.getSimpleName() + "(");
    String comment = source.substring(source.lastIndexOf("/**", declared), declared);
    comment = comment.substring(0, comment.indexOf("*/")).replaceAll("\\n *\\* ?", "\n");
    Map<String, String> meanings = new LinkedHashMap<>();
    Matcher param = PARAM.matcher(comment);
    while (param.find()) {
      meanings.put(
          param.group(1),
          param
              .group(2)
              .replaceAll("\\s+", " ")
              .strip()
              // Said by "may be missing".
              .replaceFirst("(;( null, and)? not in the file.*|; null where .*|, or null)$", "")
              .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
              .replaceAll("\\{@link [\\w.]*#?(\\w+)\\}", "`$1`"));
    }
    return meanings;
  }
}
