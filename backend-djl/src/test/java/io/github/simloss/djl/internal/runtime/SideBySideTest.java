package io.github.simloss.djl.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Work on two threads: all of it is done before anything else happens, and threads are given back.
 */
class SideBySideTest {
  private final int before = PyTorchRuntime.threads();

  @BeforeEach
  void twoThreads() {
    PyTorchRuntime.setThreads(3);
    Assumptions.assumeTrue(
        SideBySide.isPossible(), "PyTorch brings no GNU OpenMP here: one after the other");
  }

  @AfterEach
  void asItWas() {
    PyTorchRuntime.setThreads(before);
  }

  @Test
  void bothRunAtTheSameTimeWithHalfOfTheThreads() {
    List<Thread> ran = Collections.synchronizedList(new ArrayList<>());
    List<Integer> threads = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch both = new CountDownLatch(2);
    Runnable work =
        () -> {
          ran.add(Thread.currentThread());
          threads.add(PyTorchRuntime.threads());
          both.countDown();
          await(both);
        };
    SideBySide.run(work, work);
    assertEquals(2, ran.size());
    assertNotSame(ran.get(0), ran.get(1));
    Collections.sort(threads);
    assertEquals(List.of(1, 2), threads);
    assertEquals(3, PyTorchRuntime.threads());
  }

  @Test
  void oneThreadDoesOneAfterTheOther() {
    PyTorchRuntime.setThreads(1);
    assertFalse(SideBySide.isPossible());
    List<Thread> ran = new ArrayList<>();
    SideBySide.run(() -> ran.add(Thread.currentThread()), () -> ran.add(Thread.currentThread()));
    assertEquals(List.of(Thread.currentThread(), Thread.currentThread()), ran);
  }

  @Test
  void whileOneIsAtWorkAnotherDoesAllItself() {
    List<Thread> inside = new ArrayList<>();
    SideBySide.run(
        () -> {},
        () ->
            SideBySide.run(
                () -> inside.add(Thread.currentThread()),
                () -> inside.add(Thread.currentThread())));
    assertEquals(2, inside.size());
    assertSame(inside.get(0), inside.get(1));
  }

  @Test
  void aFailureWaitsForTheOther() {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch failed = new CountDownLatch(1);
    Runnable fails =
        () -> {
          failed.countDown();
          throw new IllegalStateException("fails");
        };
    Runnable slow =
        () -> {
          await(failed);
          pause();
          done.add("done");
        };
    for (int k = 0; k < 2; k++) {
      boolean first = k == 0;
      assertEquals(
          "fails",
          assertThrows(
                  IllegalStateException.class,
                  () -> SideBySide.run(first ? fails : slow, first ? slow : fails))
              .getMessage());
      assertEquals(k + 1, done.size());
      assertEquals(3, PyTorchRuntime.threads());
    }
  }

  @Test
  void anInterruptWaitsAndIsKept() {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    Thread.currentThread().interrupt();
    SideBySide.run(
        () -> {},
        () -> {
          pause();
          done.add("done");
        });
    assertTrue(Thread.interrupted());
    assertEquals(List.of("done"), done);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
