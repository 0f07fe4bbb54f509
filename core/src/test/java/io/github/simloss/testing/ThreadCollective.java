package io.github.simloss.testing;

import io.github.simloss.backend.parallel.Collective;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Workers that are threads of one process and add each other's arrays. */
public final class ThreadCollective implements Collective {
  private final int rank;
  private final float[][] values;
  private final double[][] numbers;
  private final CyclicBarrier all;

  private ThreadCollective(int rank, float[][] values, double[][] numbers, CyclicBarrier all) {
    this.rank = rank;
    this.values = values;
    this.numbers = numbers;
    this.all = all;
  }

  /** What one worker does. */
  @FunctionalInterface
  public interface Work<T> {
    /** Works as one of several. */
    T run(Collective workers) throws Exception;
  }

  /** Lets so many workers work, and returns what they return, by rank. */
  public static <T> List<T> run(int size, Work<T> work) {
    float[][] values = new float[size][];
    double[][] numbers = new double[size][];
    CyclicBarrier all = new CyclicBarrier(size);
    ExecutorService threads = Executors.newFixedThreadPool(size);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int rank = 0; rank < size; rank++) {
        Collective one = new ThreadCollective(rank, values, numbers, all);
        Callable<T> call = () -> work.run(one);
        futures.add(threads.submit(call));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(60, TimeUnit.SECONDS));
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public void sum(float[] mine, double[] few) {
    values[rank] = mine;
    numbers[rank] = few;
    await();
    float[] total = new float[mine.length];
    double[] sums = new double[few.length];
    for (int r = 0; r < values.length; r++) {
      if (values[r].length != mine.length || numbers[r].length != few.length) {
        throw new IllegalStateException("workers are not in step");
      }
      float[] of = values[r];
      for (int k = 0; k < total.length; k++) {
        total[k] += of[k];
      }
      for (int k = 0; k < sums.length; k++) {
        sums[k] += numbers[r][k];
      }
    }
    await();
    System.arraycopy(total, 0, mine, 0, total.length);
    System.arraycopy(sums, 0, few, 0, sums.length);
    await();
  }

  private void await() {
    try {
      all.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("a worker is gone", e);
    }
  }
}
