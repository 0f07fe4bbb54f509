package io.github.simloss.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.github.simloss.cli.console.UsageException;
import io.github.simloss.cli.output.StandardOutput;
import io.github.simloss.cli.usage.CommandLineSetup;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Makes commands and their options, and gives the command that runs what it asks for with {@link
 * Inject}. picocli makes all of them before it knows which one runs; the injector waits for that,
 * so that help and wrong usage load no Guice.
 */
final class CommandFactory implements CommandLine.IFactory, CommandLine.IExecutionStrategy {
  private final CommandLine.IFactory plain = CommandLine.defaultFactory();
  private final CommandLine.IExecutionStrategy run = new CommandLine.RunLast();
  private Injector injector;

  @Override
  public <K> K create(Class<K> type) throws Exception {
    return plain.create(type);
  }

  @Override
  public int execute(CommandLine.ParseResult parsed) {
    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (!last.isUsageHelpRequested() && !last.isVersionHelpRequested()) {
      CommandLine line = last.commandSpec().commandLine();
      try {
        CommandLineSetup.check(last);
      } catch (UsageException e) {
        throw new CommandLine.ExecutionException(line, e.getMessage(), e);
      }
      waiting(last.commandSpec()).forEach(object -> injector().injectMembers(object));
    }
    try {
      return run.execute(parsed);
    } catch (StandardOutput.ReaderGoneException e) {
      // While help was printed: of what is no command's, picocli would print the stack.
      throw new CommandLine.ExecutionException(last.commandSpec().commandLine(), e.getMessage(), e);
    }
  }

  private Injector injector() {
    if (injector == null) {
      injector = Guice.createInjector(new Wiring());
    }
    return injector;
  }

  /** A command and its options, those that ask for something. */
  private static List<Object> waiting(CommandSpec command) {
    List<Object> objects = new ArrayList<>();
    if (asks(command.userObject().getClass())) {
      objects.add(command.userObject());
    }
    command.mixins().values().forEach(mixin -> objects.addAll(waiting(mixin)));
    return objects;
  }

  private static boolean asks(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields()).anyMatch(CommandFactory::isInjected);
  }

  private static boolean isInjected(Field field) {
    return field.isAnnotationPresent(Inject.class);
  }
}
