package io.github.simloss.cli.help;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command by section. */
public final class Sections {
  private Sections() {}

  /** The options that are shown, each once, in the order of sections and then of declaration. */
  public static Map<Section, List<OptionSpec>> of(CommandSpec command) {
    Map<Section, List<OptionSpec>> sections = new EnumMap<>(Section.class);
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        sections.computeIfAbsent(section(option), key -> new ArrayList<>()).add(option);
      }
    }
    sections.values().forEach(list -> list.sort(Comparator.comparingInt(OptionSpec::order)));
    return sections;
  }

  private static Section section(OptionSpec option) {
    if (option.usageHelp() || option.versionHelp()) {
      return Section.GENERAL;
    }
    if (option.userObject() instanceof Field field) {
      InSection said = field.getAnnotation(InSection.class);
      if (said == null) {
        said = field.getDeclaringClass().getAnnotation(InSection.class);
      }
      if (said != null) {
        return said.value();
      }
    }
    return Section.OUTPUT;
  }
}
