package io.github.simloss.backend.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.simloss.SimlossException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeArtifactsTest {
  private static NativeArtifacts artifacts() throws IOException {
    String list =
        """
        artifacts = blas  gpu
        blas = org.example:blas:1.2
        blas.linux-x86_64 = linux-x86_64-avx2
        blas.macos-x86_64 = 1.1:osx
        gpu = org.example:gpu:3
        gpu.linux-x86_64 = lin
        """;
    return NativeArtifacts.read(
        "own", new ByteArrayInputStream(list.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-aarch64",
    "Linux, ppc64le, linux-ppc64le",
    "Mac OS X, x86_64, macos-x86_64",
    "Mac OS X, aarch64, macos-aarch64",
    "Windows Server 2022, amd64, windows-x86_64",
    "Windows 11, aarch64, windows-aarch64",
    "FreeBSD, amd64, freebsd-x86_64"
  })
  void aPlatformIsNamed(String system, String architecture, String platform) {
    assertEquals(platform, NativeArtifacts.platform(system, architecture));
  }

  @Test
  void allFoundIsSilent() throws IOException {
    artifacts().require(name -> true);
    assertTrue(NativeArtifacts.platform().contains("-"));
  }

  @Test
  void eachThatIsMissingIsNamed() throws IOException {
    NativeArtifacts artifacts = artifacts();
    assertEquals(List.of("blas", "gpu"), artifacts.names());
    assertEquals(
        "own has no native library for linux-x86_64 on the class path: add org.example:blas:1.2 with"
            + " classifier linux-x86_64-avx2 and org.example:gpu:3 with classifier lin"
            + " (docs/installing.md)",
        assertThrows(SimlossException.class, () -> artifacts.require("linux-x86_64", name -> false))
            .getMessage());
    assertEquals(
        "own has no native library for linux-x86_64 on the class path: add org.example:gpu:3 with"
            + " classifier lin (docs/installing.md)",
        assertThrows(
                SimlossException.class,
                () -> artifacts.require("linux-x86_64", name -> name.equals("blas")))
            .getMessage());
  }

  @Test
  void aPlatformWithoutOneIsNamed() throws IOException {
    NativeArtifacts artifacts = artifacts();
    assertEquals(
        "own has no native library for macos-x86_64, and none is published as org.example:gpu:3:"
            + " use another engine or platform (docs/installing.md)",
        assertThrows(SimlossException.class, () -> artifacts.require("macos-x86_64", name -> false))
            .getMessage());
    assertEquals(
        "own has no native library for macos-x86_64 on the class path: add org.example:blas:1.1 with"
            + " classifier osx (docs/installing.md)",
        assertThrows(
                SimlossException.class,
                () -> artifacts.require("macos-x86_64", name -> name.equals("gpu")))
            .getMessage());
    // Somebody's own build is as good.
    artifacts.require("macos-x86_64", name -> true);
  }

  @Test
  void aFailureIsItsDeepestCause() {
    Throwable failure =
        new ExceptionInInitializerError(
            new IllegalStateException("outer", new UnsatisfiedLinkError("no blas here")));
    assertEquals(
        "cannot load the native library of BLAS: java.lang.UnsatisfiedLinkError: no blas here"
            + " (docs/installing.md)",
        NativeArtifacts.notLoaded("BLAS", failure).getMessage());
  }
}
