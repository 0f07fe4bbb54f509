package io.github.simloss.cli.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.simloss.random.SeededRandom;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tries what an adversary would. The suite tries a seeded sample of each kind; {@code
 * -Dsimloss.adversary=all} tries the whole, {@code -Dsimloss.adversary=N} at most N of each kind,
 * {@code -Dsimloss.adversary.seed=S} another sample. A failure names the numbers of its cases;
 * {@code -Dsimloss.adversary.only=N} tries one of them again. {@code -Dsimloss.adversary.part=K/N}
 * tries the K-th of N parts, so that a whole can run in several processes at once.
 */
final class Adversary {
  private static final String ASKED = System.getProperty("simloss.adversary", "");
  private static final long SEED = Long.getLong("simloss.adversary.seed", 20181031L);
  private static final int ONLY = Integer.getInteger("simloss.adversary.only", -1);

  private static final String[] PART =
      System.getProperty("simloss.adversary.part", "1/1").split("/", 2);

  /**
   * Beyond so many seconds of computing a case took too long, whatever came of it: {@code
   * reconstruct} of a million short lines, which is work and no fault, takes 150 in plain Java, and
   * twice that where others use the caches too.
   */
  private static final long MOST_COMPUTING = 600;

  /**
   * The same on the clock, of a case that waits: on a machine that has much else to do, one that
   * computes takes as long.
   */
  private static final long MOST_WAITING = 300;

  /** A case computes, where that is so much of its time on the clock. */
  private static final double COMPUTES = 0.1;

  private static final int MOST_SHOWN = 20;

  /** Where more are asked for than the suite tries, one line for so many says how far they are. */
  private static final int PROGRESS = 500;

  private Adversary() {}

  /** Tries one case. */
  interface Attempt<T> {
    /** What is unexpected about what came of it; null if nothing is. */
    String of(T one) throws Exception;
  }

  /**
   * Tries cases that are listed.
   *
   * @param kind names them
   * @param all the whole
   * @param some how many of them the suite tries
   * @param attempt tries one
   */
  static <T> void listed(String kind, List<T> all, int some, Attempt<T> attempt) throws Exception {
    int[] order = new int[all.size()];
    Arrays.setAll(order, i -> i);
    SeededRandom.derive(SEED, kind, 0).shuffle(order);
    run(kind, all.size(), some, i -> attempt.of(all.get(order[i])));
  }

  /**
   * Tries cases that are drawn.
   *
   * @param kind names them
   * @param all how many are the whole
   * @param some how many the suite tries
   * @param attempt draws one and tries it
   */
  static void drawn(String kind, int all, int some, Attempt<SeededRandom> attempt)
      throws Exception {
    run(kind, all, some, i -> attempt.of(SeededRandom.derive(SEED, kind, i)));
  }

  private static void run(String kind, int all, int some, Attempt<Integer> attempt)
      throws Exception {
    // What is not given a file reads standard input, which in a test may never end.
    InputStream stdin = System.in;
    System.setIn(InputStream.nullInputStream());
    try {
      runAll(kind, all, some, attempt);
    } finally {
      System.setIn(stdin);
    }
  }

  private static void runAll(String kind, int all, int some, Attempt<Integer> attempt)
      throws Exception {
    int count = count(all, some);
    List<String> unexpected = new ArrayList<>();
    int tried = 0;
    for (int i = 0; i < count; i++) {
      if ((ONLY >= 0 && i != ONLY)
          || i % Integer.parseInt(PART[1]) != Integer.parseInt(PART[0]) - 1) {
        continue;
      }
      tried++;
      if (!ASKED.isEmpty() && tried % PROGRESS == 0) {
        System.out.println("adversary, " + kind + ": " + tried + " so far");
      }
      long begun = System.nanoTime();
      long computed = computed();
      String problem = attempt.of(i);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
      long computing = TimeUnit.NANOSECONDS.toSeconds(computed() - computed);
      boolean waited = seconds > MOST_WAITING && computing < COMPUTES * seconds;
      if (problem == null && (waited || computing > MOST_COMPUTING)) {
        problem = "it took " + seconds + " s, " + computing + " s of them computing";
      }
      if (problem != null) {
        unexpected.add("case " + i + ": " + problem);
        // A whole is long: each is seen while it runs.
        System.out.println("adversary, " + kind + ", case " + i + ": " + problem);
      }
    }
    System.out.println(
        "adversary, "
            + kind
            + ": "
            + tried
            + " of "
            + all
            + " tried, "
            + unexpected.size()
            + " unexpected");
    assertEquals(
        List.of(),
        unexpected.subList(0, Math.min(MOST_SHOWN, unexpected.size())),
        unexpected.size() + " unexpected of " + tried + ", -Dsimloss.adversary.seed=" + SEED);
  }

  /** Of all threads of this process, its collector's too. */
  private static long computed() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  private static int count(int all, int some) {
    return switch (ASKED) {
      case "" -> Math.min(all, ONLY >= 0 ? ONLY + 1 : some);
      case "all" -> all;
      default -> Math.min(all, Integer.parseInt(ASKED));
    };
  }
}
