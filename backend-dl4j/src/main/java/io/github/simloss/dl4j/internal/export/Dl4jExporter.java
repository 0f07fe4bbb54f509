package io.github.simloss.dl4j.internal.export;

import io.github.simloss.SimlossException;
import io.github.simloss.dl4j.internal.runtime.Nd4jRuntime;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.run.export.ExportTarget;
import io.github.simloss.run.export.Exporter;
import io.github.simloss.run.export.Feeding;
import io.github.simloss.run.export.TrainedEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * The format {@code dl4j}: a {@code ComputationGraph} of DL4J's own layers, in its zip file. Input
 * ids, (batch, 1, time), with a mask (batch, time); output codes, (batch, C). Every member of the
 * family but those with a weighted mean.
 */
public final class Dl4jExporter implements Exporter {
  /** Ids travel as floats. */
  private static final int MOST_WORDS = 1 << 24;

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public String description() {
    return "a ComputationGraph of DL4J's own layers from ids to codes, with its words";
  }

  @Override
  public List<Path> export(TrainedEncoder encoder, Path out, boolean overwrite) {
    if (encoder.config().spec().encoder().weightedMean()) {
      throw new SimlossException(
          "DL4J's layers have no weighted mean, which this model has (--weighted-mean): use"
              + " --format onnx, djl or run");
    }
    if (encoder.words().size() > MOST_WORDS) {
      throw new SimlossException(
          encoder.words().size()
              + " words are more than DL4J's ids can count: give a shorter list");
    }
    ExportTarget target = ExportTarget.of(out, ".zip", overwrite);
    Nd4jRuntime.onCpu();
    ComputationGraph graph = new EncoderNetwork(encoder).build();
    try {
      AtomicFiles.write(target.model(), stream -> ModelSerializer.writeModel(graph, stream, false));
    } finally {
      graph.close();
    }
    Feeding feeding = Feeding.of(encoder, target.fileName());
    return target.describe(encoder, feeding, example(feeding));
  }

  private static String example(Feeding feeding) {
    return String.format(
        Locale.ROOT,
        """
        ## With DL4J
        Input ids (batch, 1, time) with a mask (batch, time), 1 for an id and 0 for padding; output codes
        (batch, %d):

        ```java
        ComputationGraph encoder = ComputationGraph.load(new File("%s"), false);
        float[] ids = {%s}; // of the example in the .json
        INDArray input = Nd4j.create(ids, new int[] {1, 1, ids.length});
        INDArray mask = Nd4j.ones(1, ids.length);
        INDArray codes = encoder.output(false, new INDArray[] {input}, new INDArray[] {mask})[0];
        ```
        """,
        feeding.codeSize(),
        feeding.model(),
        feeding.exampleIds().toString().replaceAll("[\\[\\]]", ""));
  }
}
