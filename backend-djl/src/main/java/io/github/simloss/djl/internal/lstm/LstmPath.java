package io.github.simloss.djl.internal.lstm;

import io.github.simloss.SimlossException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which forms a model's LSTMs run in. oneDNN 3.7.1, which PyTorch 2.7.1 brings, has a kernel for
 * inference under AVX-512 that gives wrong states where the CPU reports no size of its first-level
 * cache, as on some virtual machines, if the hidden size leaves 1 to 16 when divided by 32. See
 * {@code docs/machines.md}.
 */
public enum LstmPath {
  /** Each as PyTorch means it. */
  INFERENCE(LstmForm.INFERENCE, LstmForm.TRAINING, "PyTorch's LSTMs"),

  /** The kernel of training for inference too. */
  TRAINING(LstmForm.TRAINING, LstmForm.TRAINING, "the LSTM of training for inference too"),

  /** No kernel at all. */
  OPERATIONS(LstmForm.OPERATIONS, LstmForm.OPERATIONS, "an LSTM of single operations");

  /** Takes a path without a check, by its name in lower case; {@code auto} by default. */
  public static final String PROPERTY = "simloss.djl.lstm";

  private static final String AUTO = "auto";

  private final LstmForm inference;
  private final LstmForm training;
  private final String words;

  LstmPath(LstmForm inference, LstmForm training, String words) {
    this.inference = inference;
    this.training = training;
    this.words = words;
  }

  /** Whether the property leaves the choice to a check. */
  public static boolean isChosenByCheck() {
    return wanted().equals(AUTO);
  }

  /**
   * All paths, or the one that the property names.
   *
   * @throws SimlossException if there is none of its name
   */
  public static List<LstmPath> allowed() {
    if (isChosenByCheck()) {
      return List.of(values());
    }
    return Arrays.stream(values())
        .filter(path -> path.lowerCase().equals(wanted()))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                new SimlossException(
                    PROPERTY
                        + " is '"
                        + wanted()
                        + "'; it must be one of auto, "
                        + Arrays.stream(values())
                            .map(LstmPath::lowerCase)
                            .collect(Collectors.joining(", "))));
  }

  private static String wanted() {
    return System.getProperty(PROPERTY, AUTO);
  }

  private String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The form for encoding, decoding and dev losses. */
  public LstmForm inference() {
    return inference;
  }

  /** The form of a step's forward pass. */
  public LstmForm training() {
    return training;
  }

  @Override
  public String toString() {
    return words;
  }
}
