package io.github.simloss.benchmarks.training;

/**
 * What a training step works on. Sentence lengths are uniform in {@code [shortest, maxLength]}.
 *
 * @param work what is timed; null, in files from before there were several, is a training step
 * @param model the model's kind; null, in files from before there were several, is the published
 * @param loss the loss's name
 * @param words V
 * @param batch B
 * @param dimension d
 * @param hidden H
 * @param maxLength T, the length the published manner pads to
 * @param shortest the least real length
 */
record Shape(
    Work work,
    ModelKind model,
    String loss,
    int words,
    int batch,
    int dimension,
    int hidden,
    int maxLength,
    int shortest) {

  /** Files from before there were several models have that of the paper. */
  Shape {
    work = work == null ? Work.TRAIN : work;
    model = model == null ? ModelKind.PUBLISHED : model;
  }

  /** The same with cross entropy. */
  Shape withCrossEntropy() {
    return new Shape(work, model, "ce", words, batch, dimension, hidden, maxLength, shortest);
  }

  /** What names it in files. */
  String key() {
    String kind = model == ModelKind.PUBLISHED ? "" : model.label() + " ";
    String what = work == Work.TRAIN ? loss : "encode";
    return kind + what + " V" + words + " B" + batch + " d" + dimension + " H" + hidden + " T"
        + maxLength;
  }

  /** As arguments of a worker. */
  String[] arguments() {
    return new String[] {
      work.name(),
      model.name(),
      loss,
      Integer.toString(words),
      Integer.toString(batch),
      Integer.toString(dimension),
      Integer.toString(hidden),
      Integer.toString(maxLength),
      Integer.toString(shortest)
    };
  }

  /** From arguments of a worker, beginning at {@code at}. */
  static Shape of(String[] args, int at) {
    return new Shape(
        Work.valueOf(args[at]),
        ModelKind.valueOf(args[at + 1]),
        args[at + 2],
        Integer.parseInt(args[at + 3]),
        Integer.parseInt(args[at + 4]),
        Integer.parseInt(args[at + 5]),
        Integer.parseInt(args[at + 6]),
        Integer.parseInt(args[at + 7]),
        Integer.parseInt(args[at + 8]));
  }

  /** Whether the loss weighs the whole vocabulary. */
  boolean isWhole() {
    return loss.startsWith("weighted");
  }

  /** Megabytes of Java heap that the data of a model needs, with room to work. */
  int heapMegabytes() {
    return 192 + (int) (4L * words * (5L * dimension + 2L * hidden) / 1_000_000);
  }
}
