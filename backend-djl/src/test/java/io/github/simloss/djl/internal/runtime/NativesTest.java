package io.github.simloss.djl.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.cuda.CudaUtils;
import io.github.simloss.backend.support.NativeArtifacts;
import io.github.simloss.testing.FirstUse;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PyTorch's native library, missing and from elsewhere, each in a process of its own. */
class NativesTest {
  private static final NativeArtifacts ARTIFACTS =
      NativeArtifacts.beside("djl", Natives.class, "/io/github/simloss/djl/natives.properties");

  @TempDir Path folder;

  private static boolean isNative(Path entry) {
    return entry.getFileName().toString().startsWith("pytorch-native-");
  }

  private static List<String> without(List<Path> first, Map<String, String> environment)
      throws Exception {
    return FirstUse.lines("djl", entry -> !isNative(entry), first, environment);
  }

  @Test
  void theMissingArtifactIsNamed() throws Exception {
    // What the build gives these tests is what the message must name.
    String jar =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(NativesTest::isNative)
            .map(entry -> entry.getFileName().toString())
            .findFirst()
            .orElseThrow();
    Matcher name =
        Pattern.compile("(pytorch-native-[a-z0-9]+)-(\\d[\\d.]+)-(.+)\\.jar").matcher(jar);
    assertTrue(name.matches(), jar);
    String message =
        "djl has no native library for "
            + NativeArtifacts.platform()
            + " on the class path: add ai.djl.pytorch:"
            + name.group(1)
            + ":"
            + name.group(2)
            + " with classifier "
            + name.group(3)
            + " (docs/installing.md)";
    assertEquals(Collections.nCopies(8, message), without(List.of(), Map.of()));
  }

  @Test
  void aLibtorchOfTheUsersOwnWillDo() throws Exception {
    PyTorchRuntime.description();
    List<String> lines =
        without(List.of(), Map.of("PYTORCH_LIBRARY_PATH", LibUtils.getLibtorchPath()));
    assertTrue(lines.get(0).startsWith("engine PyTorch "), lines.toString());
    assertEquals("set", lines.get(7));
  }

  @Test
  void nativesForCudaNeedAGpu() throws Exception {
    String classifier = ARTIFACTS.classifier("pytorch", NativeArtifacts.platform());
    // Nothing PyTorch could load, and a runtime library that is none.
    Path library =
        Files.createDirectories(folder.resolve("pytorch/cu128/" + classifier))
            .resolve("libcudart-0123.so.12");
    Files.writeString(library, "no library", StandardCharsets.ISO_8859_1);
    describe(folder, "cu128", classifier, library.getFileName().toString());
    // Where there is a GPU, and a CUDA of the system's, DJL gets further.
    String message =
        CudaUtils.getGpuCount() > 0
            ? "cannot load the native library of PyTorch: "
            : "djl has PyTorch's CUDA build (cu128) on the class path, and finds no NVIDIA GPU";
    for (String line : without(List.of(folder), Map.of("DJL_CACHE_DIR", folder.toString()))) {
      assertTrue(line.startsWith(message), line);
    }
  }

  @Test
  void nativesForCudaBesideThoseForTheCpuAreDjlsToChoose() throws Exception {
    String classifier = ARTIFACTS.classifier("pytorch", NativeArtifacts.platform());
    describe(folder, "cu128", classifier, "");
    List<String> lines = FirstUse.lines("djl", entry -> true, List.of(folder), Map.of());
    assertTrue(lines.get(0).startsWith("engine PyTorch "), lines.toString());
  }

  private static void describe(Path folder, String flavor, String classifier, String libraries)
      throws IOException {
    Path description = folder.resolve("native/lib/pytorch.properties");
    Files.createDirectories(description.getParent());
    Files.writeString(
        description,
        String.join(
            "\n",
            "version=2.7.1",
            "flavor=" + flavor,
            "classifier=" + classifier,
            "libraries=" + libraries),
        StandardCharsets.ISO_8859_1);
  }

  @Test
  void theRuntimeLibraryIsFoundAmongTheOthers() {
    Properties description = new Properties();
    description.setProperty("flavor", "cu124");
    description.setProperty("classifier", "linux-x86_64");
    assertEquals(Optional.empty(), CudaBuild.resource(description));
    description.setProperty(
        "libraries", "libc10.so,libcublas-1.so.12,libcudart-8.so.12,libtorch.so");
    assertEquals(
        Optional.of("pytorch/cu124/linux-x86_64/libcudart-8.so.12"),
        CudaBuild.resource(description));
  }

  @Test
  void aFolderHasLibtorchOrNot() throws Exception {
    assertFalse(Natives.isInFolders(null));
    assertFalse(Natives.isInFolders(""));
    assertFalse(Natives.isInFolders(folder.toString()));
    Path library = Files.createFile(folder.resolve(System.mapLibraryName("torch")));
    assertTrue(Natives.isInFolders(folder.toString()));
    assertTrue(Natives.isInFolders(library.toString()));
    assertTrue(Natives.isInFolders(folder.resolve("no") + File.pathSeparator + folder));
  }
}
