package io.github.simloss.spark.internal.params;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.Messages;
import io.github.simloss.spark.internal.files.HadoopFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The metadata of a stage, in the form of MLlib's own, so that a pipeline finds its stages: {@code
 * metadata/part-00000} is a line of JSON with class, uid and parameters. Spark's own writer of it
 * is closed to others, and its signature changes between releases.
 */
public final class StageFiles {
  private static final String METADATA = "metadata";
  private static final String PART = "part-00000";
  private static final String DONE = "_SUCCESS";
  private static final ObjectMapper JSON = new ObjectMapper();

  private StageFiles() {}

  /** Writes a stage's metadata into its folder. */
  public static void write(Params stage, HadoopFolder folder, String sparkVersion) {
    ObjectNode root = JSON.createObjectNode();
    root.put("class", stage.getClass().getName());
    root.put("timestamp", System.currentTimeMillis());
    root.put("sparkVersion", sparkVersion);
    root.put("uid", stage.uid());
    ObjectNode set = root.putObject("paramMap");
    ObjectNode defaults = root.putObject("defaultParamMap");
    for (Param<?> param : stage.params()) {
      if (stage.isDefined(param)) {
        (stage.isSet(param) ? set : defaults).set(param.name(), json(stage, param));
      }
    }
    HadoopFolder metadata = folder.in(METADATA);
    metadata.write(PART, root + "\n");
    metadata.write(DONE, "");
  }

  private static <T> JsonNode json(Params stage, Param<T> param) {
    return parse(param.jsonEncode(stage.getOrDefault(param)), param.name());
  }

  /**
   * Reads the metadata of a stage.
   *
   * @param type the class it must be of
   * @throws SimlossException if it is damaged or of another class
   */
  public static JsonNode read(HadoopFolder folder, Class<?> type) {
    // Spark's own stages have other names behind "part-".
    HadoopFolder metadata = folder.in(METADATA);
    String part =
        metadata.names().stream().filter(name -> name.startsWith("part-")).findFirst().orElse(PART);
    String text = new String(metadata.read(part), StandardCharsets.UTF_8);
    JsonNode root = parse(text, folder.path());
    String name = root.path("class").asText();
    if (!name.equals(type.getName())) {
      throw new SimlossException(
          Messages.oneLine(folder.path())
              + " holds a "
              + Messages.oneLine(name)
              + ", not a "
              + type.getName());
    }
    return root;
  }

  /** Sets the parameters that were set when a stage was written. */
  public static void restore(Params stage, JsonNode metadata) {
    for (Map.Entry<String, JsonNode> entry : metadata.path("paramMap").properties()) {
      if (!stage.hasParam(entry.getKey())) {
        throw new SimlossException(
            "there is no parameter "
                + Messages.quote(entry.getKey())
                + ": the stage was written by a newer release of simloss");
      }
      set(stage, stage.getParam(entry.getKey()), entry.getValue());
    }
  }

  private static <T> void set(Params stage, Param<T> param, JsonNode value) {
    stage.set(param, param.jsonDecode(value.toString()));
  }

  private static JsonNode parse(String text, String what) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new SimlossException(Messages.oneLine(what) + " has damaged metadata", e);
    }
  }
}
