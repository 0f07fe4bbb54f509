package io.github.simloss.djl;

import ai.djl.Model;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import io.github.simloss.djl.internal.export.SentenceBlock;
import io.github.simloss.djl.internal.export.SentenceTranslator;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

/**
 * Sentences to codes in DJL, for a folder that {@code simloss export --format djl} has written:
 *
 * <pre>
 * Criteria&lt;String, float[]&gt; criteria =
 *     Criteria.builder()
 *         .setTypes(String.class, float[].class)
 *         .optModelPath(Path.of("folder"))
 *         .optTranslatorFactory(new SentenceTranslatorFactory())
 *         .build();
 * try (ZooModel&lt;String, float[]&gt; model = criteria.loadModel();
 *     Predictor&lt;String, float[]&gt; predictor = model.newPredictor()) {
 *   float[] code = predictor.predict("the taste was so good");
 * }
 * </pre>
 *
 * <p>{@code batchPredict} computes its sentences together. A sentence's code is that of {@link
 * io.github.simloss.run.SentenceModel}; words outside the vocabulary have their vectors where the
 * folder has them.
 *
 * @since 0.2.0
 */
public final class SentenceTranslatorFactory implements TranslatorFactory {
  /** The factory. */
  public SentenceTranslatorFactory() {}

  @Override
  public Set<Pair<Type, Type>> getSupportedTypes() {
    return Set.of(new Pair<>(String.class, float[].class));
  }

  /**
   * The translator of a model.
   *
   * @throws TranslateException if the types are others, or the model is not of such a folder
   */
  @Override
  @SuppressWarnings("unchecked")
  public <I, O> Translator<I, O> newInstance(
      Class<I> input, Class<O> output, Model model, Map<String, ?> arguments)
      throws TranslateException {
    if (!isSupported(input, output)) {
      throw new TranslateException(
          "sentences are String and codes float[], not "
              + input.getSimpleName()
              + " and "
              + output.getSimpleName());
    }
    if (!(model.getBlock() instanceof SentenceBlock block)) {
      throw new TranslateException(
          "the model is no sentence encoder of simloss: give the folder of export --format djl");
    }
    return (Translator<I, O>) new SentenceTranslator(block.trained());
  }
}
