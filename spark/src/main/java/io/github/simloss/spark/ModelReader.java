package io.github.simloss.spark;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.simloss.spark.internal.files.HadoopFolder;
import io.github.simloss.spark.internal.params.StageFiles;
import org.apache.spark.ml.util.MLReader;

/** Loads what {@link StageWriter} saved of a model. */
final class ModelReader extends MLReader<AutoencoderModel> {
  @Override
  public AutoencoderModel load(String path) {
    HadoopFolder folder = HadoopFolder.of(path, sc().hadoopConfiguration());
    JsonNode metadata = StageFiles.read(folder, AutoencoderModel.class);
    AutoencoderModel model =
        new AutoencoderModel(
            metadata.path("uid").asText(), RunPlace.read(folder.in(StageWriter.RUN)));
    StageFiles.restore(model, metadata);
    return model;
  }
}
