package io.github.simloss.djl;

import ai.djl.ndarray.NDManager;
import io.github.simloss.SimlossException;
import io.github.simloss.backend.Device;
import io.github.simloss.backend.Processor;
import io.github.simloss.model.AutoencoderSpec;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * Chooses the form of PyTorch's LSTM that is right on this machine. oneDNN 3.7.1, which PyTorch
 * 2.7.1 brings, has a kernel for inference under AVX-512 that gives wrong states where the CPU
 * reports no size of its first-level cache, as on some virtual machines, if the hidden size leaves
 * 1 to 16 when divided by 32. No list of machines and sizes is kept: each pair of sizes is tried
 * once in a process, and where the form for inference fails, inference takes the form for training.
 * See {@code docs/machines.md}.
 */
final class LstmForms {
  /** Takes a form without a check: {@code inference} or {@code training}; default {@code auto}. */
  static final String PROPERTY = "simloss.djl.lstm";

  private static final Map<Sizes, LstmForm> CHOSEN = new ConcurrentHashMap<>();

  /** What a process may have chosen a form for: kernels differ by these. */
  private record Sizes(int inputs, int hidden, int threads) {}

  private LstmForms() {}

  /**
   * The form for inference with a model of these sizes.
   *
   * @param device where; on a GPU the LSTM is cuDNN's, which is not checked
   * @param spec of the model
   * @throws SimlossException if no form is right
   */
  static LstmForm of(Device device, AutoencoderSpec spec) {
    String wanted = System.getProperty(PROPERTY, "auto");
    return switch (wanted) {
      case "inference" -> LstmForm.INFERENCE;
      case "training" -> LstmForm.TRAINING;
      case "auto" -> device.kind() == Device.Kind.CPU ? tried(spec) : LstmForm.INFERENCE;
      default ->
          throw new SimlossException(
              PROPERTY + " is '" + wanted + "'; it must be auto, inference or training");
    };
  }

  private static LstmForm tried(AutoencoderSpec spec) {
    return CHOSEN.computeIfAbsent(
        new Sizes(spec.embeddingDimension(), spec.hiddenSize(), Torch.threads()),
        LstmForms::choose);
  }

  private static LstmForm choose(Sizes sizes) {
    LstmCheck check = new LstmCheck(sizes.inputs(), sizes.hidden());
    try (NDManager manager = Torch.manager(Device.CPU)) {
      return choose(
          check,
          form -> new NativeLstm(form, manager, check),
          message -> LoggerFactory.getLogger(LstmForms.class).warn(message));
    }
  }

  /**
   * The first form that passes.
   *
   * @param check of the sizes
   * @param kernels the kernel of a form
   * @param warn takes one line if it is not the form for inference
   * @throws SimlossException if none does
   */
  static LstmForm choose(
      LstmCheck check, Function<LstmForm, LstmCheck.Kernel> kernels, Consumer<String> warn) {
    double inference = check.worst(kernels.apply(LstmForm.INFERENCE));
    if (inference <= check.tolerance()) {
      return LstmForm.INFERENCE;
    }
    double training = check.worst(kernels.apply(LstmForm.TRAINING));
    String message =
        String.format(
            Locale.ROOT,
            "the LSTM of %s is wrong for inference with hidden size %d and input size %d on this"
                + " machine (%s), a state by up to %.2g",
            Torch.description(),
            check.hidden(),
            check.inputs(),
            Processor.description(),
            inference);
    if (training <= check.tolerance()) {
      warn.accept(message + "; simloss runs it as in training, which is right");
      return LstmForm.TRAINING;
    }
    throw new SimlossException(
        String.format(
            Locale.ROOT,
            "%s, and as in training by %.2g: %suse the backend dl4j",
            message,
            training,
            Processor.description().contains("AVX-512")
                ? "set ONEDNN_MAX_CPU_ISA=AVX2 in the environment, or "
                : ""));
  }
}
