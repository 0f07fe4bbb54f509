package io.github.simloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages show of Java compiles. */
class DocsTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final String OURS =
      """
      import io.github.simloss.embedding.*;
      import io.github.simloss.embeddings.*;
      import io.github.simloss.loss.*;
      import io.github.simloss.similarity.*;
      import java.nio.file.Path;
      import java.util.*;
      """;

  private static final List<String> IMPORTS =
      List.of(
          OURS,
          OURS
              + """
              import io.github.simloss.dl4j.*;
              import org.deeplearning4j.nn.conf.*;
              import org.deeplearning4j.nn.conf.layers.*;
              import org.deeplearning4j.nn.multilayer.*;
              import org.nd4j.linalg.activations.*;
              import org.nd4j.linalg.api.ndarray.*;
              import org.nd4j.linalg.dataset.DataSet;
              import org.nd4j.linalg.learning.config.*;
              """,
          OURS
              + """
              import ai.djl.*;
              import ai.djl.ndarray.*;
              import ai.djl.ndarray.types.*;
              import ai.djl.nn.*;
              import ai.djl.nn.core.*;
              import ai.djl.nn.recurrent.*;
              import ai.djl.training.*;
              import io.github.simloss.djl.*;
              """);

  private static final List<String> GIVEN =
      List.of(
          "List<String> words",
          "LossSpec spec, UnitVectors vectors, int V, int T, INDArray in, INDArray next, INDArray mask",
          "LossSpec spec, UnitVectors vectors, int V, int B, int T, Block embedding, NDArray in,"
              + " NDArray next");

  @TempDir Path folder;

  @Test
  void theSnippetsOfThePageOnEmbeddingCompile() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "embedding.md"), StandardCharsets.UTF_8);
    List<String> files = new ArrayList<>();
    Matcher snippet = JAVA.matcher(page);
    while (snippet.find()) {
      int number = files.size();
      assertTrue(number < GIVEN.size(), "a snippet more than this test knows: " + snippet.group());
      Path file = folder.resolve("Snippet" + number + ".java");
      Files.writeString(
          file,
          IMPORTS.get(number)
              + String.format(
                  Locale.ROOT,
                  "class Snippet%d {%nvoid run(%s) throws Exception {%n%s}%n}%n",
                  number,
                  GIVEN.get(number),
                  snippet.group(1)),
          StandardCharsets.UTF_8);
      files.add(file.toString());
    }
    assertEquals(GIVEN.size(), files.size(), "snippets in docs/embedding.md");
    compile(files);
  }

  /** The first lines that a reader sees, and those of the tutorial. */
  @ParameterizedTest
  @CsvSource({"README.md, List<String> reviews", "docs/tutorial.md, Object nothing"})
  void theLinesOfAModelCompile(String name, String given) throws Exception {
    String page = Files.readString(Path.of("..", name), StandardCharsets.UTF_8);
    Matcher snippet = JAVA.matcher(page);
    assertTrue(snippet.find(), name + " shows how a model is used");
    Path file = folder.resolve("Lines.java");
    Files.writeString(
        file,
        OURS
            + "import io.github.simloss.run.*;\nimport java.nio.file.Files;\n"
            + "class Lines { void run("
            + given
            + ") throws Exception {\n"
            + snippet.group(1)
            + "}}\n",
        StandardCharsets.UTF_8);
    compile(List.of(file.toString()));
  }

  private void compile(List<String> files) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean fine =
          compiler
              .getTask(
                  errors,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromStrings(files))
              .call();
      assertTrue(fine, errors.toString());
    }
  }
}
