package io.github.simloss.loss;

/**
 * Makes one kind of loss: the one class that a new loss needs. Registered as a {@link
 * java.util.ServiceLoader} service under this interface's name, it works on every engine and in the
 * command line.
 *
 * @since 0.1.0
 */
public interface LossFactory {

  /** The name in {@code --loss} and in files: lower case, words separated by hyphens. */
  String name();

  /** One line for help texts: what it does. */
  String description();

  /**
   * The loss of a position for help texts, in plain characters, with lines of at most 100; empty if
   * it is not given.
   */
  default String formula() {
    return "";
  }

  /**
   * Makes the loss over a vocabulary.
   *
   * @param options what the user set; ask for every option that exists
   * @param context the vocabulary's vectors and neighbours
   */
  ReconstructionLoss create(LossOptions options, LossContext context);
}
