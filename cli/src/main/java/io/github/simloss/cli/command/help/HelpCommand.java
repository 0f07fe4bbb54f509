package io.github.simloss.cli.command.help;

import io.github.simloss.loss.Losses;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code simloss help}: of a command, or of a topic that is more than one command's. */
@Command(
    name = "help",
    helpCommand = true,
    description = {
      "Show the help of a command, or of a topic:",
      "losses       the losses, with formula, options and defaults",
      "models       encoders, decoders and presets",
      "exit-codes   what the exit codes of each command mean"
    },
    footer = {
      "",
      "Examples:",
      "  simloss help train",
      "  simloss help vectors convert",
      "  simloss help losses"
    })
public final class HelpCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Parameters(
      arity = "0..2",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "A command, or losses, models or exit-codes. Without it: all commands.")
  private List<String> names = new ArrayList<>();

  @Override
  public void run() {
    CommandLine command = spec.parent().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    Topic topic = names.size() == 1 ? Topic.of(names.get(0)) : null;
    if (topic != null) {
      out.print(topic.text(command, Losses.discover()));
      return;
    }
    for (String name : names) {
      CommandLine next = command.getSubcommands().get(name);
      if (next == null) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no help of '" + String.join(" ", names) + "': give one of " + known(command));
      }
      command = next;
    }
    command.usage(out);
  }

  private static String known(CommandLine command) {
    Stream<String> commands =
        command.getSubcommands().values().stream().map(CommandLine::getCommandName).distinct();
    boolean topics = command.getParent() == null;
    return Stream.concat(commands, topics ? Topic.names().stream() : Stream.empty())
        .collect(Collectors.joining(", "));
  }

  /** The topics, for shells. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      super(Topic.names());
    }
  }

  /** What is explained beside commands. */
  private enum Topic {
    LOSSES {
      @Override
      String text(CommandLine root, Losses losses) {
        return LossTopic.text(losses);
      }
    },
    MODELS {
      @Override
      String text(CommandLine root, Losses losses) {
        return ModelTopic.text(root);
      }
    },
    EXIT_CODES {
      @Override
      String text(CommandLine root, Losses losses) {
        return ExitCodeTopic.text(root);
      }
    };

    abstract String text(CommandLine root, Losses losses);

    private String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> names() {
      return Stream.of(values()).map(Topic::label).toList();
    }

    static Topic of(String name) {
      return Stream.of(values())
          .filter(topic -> topic.label().equals(name))
          .findFirst()
          .orElse(null);
    }
  }
}
