package io.github.simloss.cli.help;

/** What an option is about. The help of every command has these headings, in this order. */
public enum Section {
  DATA("Data"),
  TEXT("Text"),
  LOSS("Loss"),
  MODEL("Model"),
  TRAINING("Training"),
  EVALUATION("Evaluation"),
  DECODING("Decoding"),
  OUTPUT("Output"),
  ENGINE("Engine"),
  GENERAL("General");

  private final String heading;

  Section(String heading) {
    this.heading = heading;
  }

  /** As the help shows it. */
  public String heading() {
    return heading;
  }
}
