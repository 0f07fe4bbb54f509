package io.github.simloss.djl.internal.runtime;

import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Utils;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.support.NativeArtifacts;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Finds PyTorch's native library where DJL looks for it, without loading it. */
final class Natives {
  /** The file of a jar of natives that says for which platform they are. */
  private static final String DESCRIPTION = "native/lib/pytorch.properties";

  private static final NativeArtifacts ARTIFACTS =
      NativeArtifacts.beside("djl", Natives.class, "/io/github/simloss/djl/natives.properties");

  private Natives() {}

  /**
   * Refuses to continue without the library: DJL would try to fetch it.
   *
   * @throws SimlossException if there is none: names the artifact to add; or if it is for a GPU and
   *     there is none
   */
  static void require() {
    String platform = NativeArtifacts.platform();
    boolean own =
        isInFolders(Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH"))
            || isInFolders(System.getProperty("java.library.path"));
    ARTIFACTS.require(name -> own || isOnTheClassPath(ARTIFACTS.classifier(name, platform)));
    if (!own) {
      CudaBuild.require(onTheClassPath(ARTIFACTS.classifier(ARTIFACTS.names().get(0), platform)));
    }
  }

  /** Whether one of these folders, or files, is or has libtorch. */
  static boolean isInFolders(String path) {
    String library = System.mapLibraryName("torch");
    for (String entry : Objects.requireNonNullElse(path, "").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        Path file = Path.of(entry);
        if (Files.isRegularFile(file.resolve(library))
            || (file.endsWith(library) && Files.isRegularFile(file))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a jar of any flavour, for the CPU or for CUDA, is for this classifier. */
  private static boolean isOnTheClassPath(String classifier) {
    return !onTheClassPath(classifier).isEmpty();
  }

  /** What the jars of natives for this classifier say of themselves. */
  private static List<Properties> onTheClassPath(String classifier) {
    List<Properties> descriptions = new ArrayList<>();
    try {
      for (URL url :
          Collections.list(ClassLoaderUtils.getContextClassLoader().getResources(DESCRIPTION))) {
        Properties description = new Properties();
        try (InputStream in = url.openStream()) {
          description.load(in);
        }
        // Older jars put the flavour in front.
        if (!classifier.isEmpty()
            && description.getProperty("classifier", "").endsWith(classifier)) {
          descriptions.add(description);
        }
      }
    } catch (IOException e) {
      throw new SimlossException("cannot read " + DESCRIPTION + ": " + e.getMessage(), e);
    }
    return descriptions;
  }
}
