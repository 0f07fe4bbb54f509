package io.github.simloss.cli;

import io.github.simloss.cli.command.BackendsCommand;
import io.github.simloss.cli.command.CompareCommand;
import io.github.simloss.cli.command.EncodeCommand;
import io.github.simloss.cli.command.EvaluateCommand;
import io.github.simloss.cli.command.NeighboursCommand;
import io.github.simloss.cli.command.ReconstructCommand;
import io.github.simloss.cli.command.ReportCommand;
import io.github.simloss.cli.command.SearchCommand;
import io.github.simloss.cli.command.SelftestCommand;
import io.github.simloss.cli.command.TrainCommand;
import io.github.simloss.cli.command.VerifyCommand;
import io.github.simloss.cli.command.export.ExportCommand;
import io.github.simloss.cli.command.help.HelpCommand;
import io.github.simloss.cli.command.runs.RunsCommand;
import io.github.simloss.cli.command.vectors.VectorsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simloss}, which does nothing without a command. */
@Command(
    name = "simloss",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Similarity-based text losses: train, compare and use sentence autoencoders on DeepLearning4J"
            + " or PyTorch.",
    footer = {
      "",
      "Examples:",
      "  simloss train                          # on the sample that comes with simloss",
      "  simloss train --train train.txt --dev dev.txt --vectors glove.txt --out run",
      "  simloss reconstruct --model run sentences.txt",
      "  simloss encode --model run sentences.txt --format npy --out codes.npy",
      "  simloss help losses"
    },
    subcommands = {
      TrainCommand.class,
      CompareCommand.class,
      ReconstructCommand.class,
      EncodeCommand.class,
      SearchCommand.class,
      NeighboursCommand.class,
      EvaluateCommand.class,
      ReportCommand.class,
      RunsCommand.class,
      ExportCommand.class,
      VectorsCommand.class,
      BackendsCommand.class,
      SelftestCommand.class,
      VerifyCommand.class,
      HelpCommand.class
    })
final class SimlossCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
