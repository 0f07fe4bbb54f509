package io.github.simloss.run.export.onnx;

import io.github.simloss.SimlossException;
import io.github.simloss.io.AtomicFiles;
import io.github.simloss.io.json.Json;
import io.github.simloss.run.export.ExportTarget;
import io.github.simloss.run.export.Exporter;
import io.github.simloss.run.export.Feeding;
import io.github.simloss.run.export.TrainedEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The format {@code onnx}: an encoder of any member of the family, with its word vectors, pooling
 * and what is done to codes, as one ONNX model of opset 17. Inputs {@code ids}, 64-bit (batch,
 * time), and {@code lengths}, 64-bit (batch), from 1 to time; output {@code code}, 32-bit (batch,
 * C). Batch and time may vary; what stands beyond a sentence's length does not count.
 *
 * @since 0.2.0
 */
public final class OnnxExporter implements Exporter {
  /** No protobuf message may be larger. */
  private static final long LARGEST = Integer.MAX_VALUE;

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String description() {
    return "an ONNX model (opset " + OnnxGraph.OPSET + ") from ids to codes, with its words";
  }

  @Override
  public List<Path> export(TrainedEncoder encoder, Path out, boolean overwrite) {
    ExportTarget target = ExportTarget.of(out, ".onnx", overwrite);
    Feeding feeding = Feeding.of(encoder, target.fileName());
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("simloss.feeding", Json.toLine(feeding));
    ProtoMessage model = new EncoderGraph(encoder).build().model(metadata);
    if (model.size() > LARGEST) {
      throw new SimlossException(
          "the model would have "
              + model.size()
              + " bytes, and no ONNX file may have more than "
              + LARGEST
              + ": give a shorter list to --with-vectors, or use --format run");
    }
    AtomicFiles.write(target.model(), model::writeTo);
    return target.describe(encoder, feeding, example(feeding));
  }

  private static String example(Feeding feeding) {
    return String.format(
        Locale.ROOT,
        """
        ## With ONNX Runtime
        Inputs `ids`, int64 (batch, time), and `lengths`, int64 (batch), each from 1 to time; output `code`,
        float32 (batch, %d). In Python:

        ```python
        import numpy, onnxruntime

        session = onnxruntime.InferenceSession("%s")
        ids = numpy.array([%s], dtype=numpy.int64)  # of the example in the .json
        lengths = numpy.array([%d], dtype=numpy.int64)
        codes = session.run(["code"], {"ids": ids, "lengths": lengths})[0]
        ```
        """,
        feeding.codeSize(),
        feeding.model(),
        feeding.exampleIds(),
        feeding.exampleIds().size());
  }
}
