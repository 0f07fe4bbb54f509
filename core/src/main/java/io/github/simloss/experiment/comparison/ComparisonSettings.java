package io.github.simloss.experiment.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.SimlossException;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.DataSource;
import io.github.simloss.run.settings.TrainingSettings;
import io.github.simloss.text.SentenceForm;
import io.github.simloss.text.WordWeights;
import io.github.simloss.train.ModelSettings;
import io.github.simloss.train.data.VocabularySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code settings.json} of a comparison: what all its runs share, with the hashes of the data. */
final class ComparisonSettings {
  private static final String FILE = ComparisonFiles.SETTINGS;

  /** Of the folder: settings and results. */
  private static final int FORMAT = 1;

  private final ComparisonRequest request;

  /** As the file has them, whatever the parts of a request are: folders of every release do. */
  private record Settings(
      String tokenizer,
      boolean bigrams,
      int maxLength,
      int minCount,
      int maxVocabulary,
      int hiddenSize,
      List<String> stopWords,
      TrainingSettings training,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> excludedWords,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ModelSettings model,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SentenceForm form,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double frequentShare,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double weightSmoothing,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double timesAverage) {}

  ComparisonSettings(ComparisonRequest request) {
    this.request = request;
  }

  /**
   * Writes the file, or checks that the folder's runs share the same.
   *
   * @throws SimlossException naming the setting that differs
   */
  void requireSame() {
    JsonNode now = Json.toTree(shared());
    Path file = request.folder().resolve(FILE);
    if (!Files.exists(file)) {
      Json.write(file, now);
      return;
    }
    // Through text on both sides, so that 1 and 1.0 differ in both.
    JsonNode wanted = Json.parse(Json.toLine(now), FILE, JsonNode.class);
    JsonNode before = Json.read(file, JsonNode.class);
    if (before.path("format").asInt(FORMAT) > FORMAT) {
      throw new SimlossException(
          file
              + " has format "
              + before.path("format").asInt()
              + "; this simloss reads up to "
              + FORMAT
              + ": use the release that began the comparison, or a newer one");
    }
    String difference = difference("", wanted, before);
    if (difference != null) {
      throw new SimlossException(
          request.folder()
              + " holds a comparison with other settings ("
              + difference
              + "): runs are comparable only if they share them; give another --out");
    }
  }

  private Map<String, Object> shared() {
    Map<String, Object> shared = new LinkedHashMap<>();
    shared.put("format", FORMAT);
    shared.put("train", DataSource.of(request.data().train()).sha256());
    shared.put("dev", DataSource.of(request.data().dev()).sha256());
    shared.put("vectors", DataSource.of(request.data().vectors()).sha256());
    if (request.data().similarities() != null) {
      shared.put("similarities", DataSource.of(request.data().similarities()).sha256());
    }
    shared.put("settings", settings());
    shared.put("evaluation", request.measures().identity());
    return shared;
  }

  private Settings settings() {
    VocabularySettings vocabulary = request.vocabulary();
    return new Settings(
        vocabulary.text().tokenizer(),
        vocabulary.text().bigrams(),
        vocabulary.text().maxLength(),
        vocabulary.minCount(),
        vocabulary.maxVocabulary(),
        request.model().encoder().hiddenSize(),
        vocabulary.exceptions().stopWords(),
        // Learning rate and seed are each run's own.
        request.training().withOptimization(o -> o.withLearningRate(1)).withSeed(0),
        vocabulary.exceptions().excludedWords(),
        // Folders from before there was another model do not name it.
        isPublished() ? null : request.model(),
        vocabulary.text().form().equals(SentenceForm.PUBLISHED) ? null : vocabulary.text().form(),
        vocabulary.exceptions().frequentShare() == 1
            ? null
            : vocabulary.exceptions().frequentShare(),
        vocabulary.weightSmoothing() == WordWeights.SMOOTHING ? null : vocabulary.weightSmoothing(),
        vocabulary.exceptions().timesAverage() == 0
            ? null
            : vocabulary.exceptions().timesAverage());
  }

  private boolean isPublished() {
    ModelSettings model = request.model();
    return model.equals(ModelSettings.published(model.encoder().hiddenSize()));
  }

  private static @Nullable String difference(String name, JsonNode now, JsonNode before) {
    // A setting that an older release did not have yet is not held against the folder.
    if (now.equals(before) || before.isMissingNode()) {
      return null;
    }
    if (now.isObject() && before.isObject()) {
      for (Map.Entry<String, JsonNode> field : now.properties()) {
        JsonNode other = before.path(field.getKey());
        String found = difference(field.getKey(), field.getValue(), other);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    return now.isContainerNode() || before.isContainerNode()
        ? name
        : name + " is " + now.asText() + " and was " + before.asText();
  }
}
