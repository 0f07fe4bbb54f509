package io.github.simloss.cli.help;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the exit codes of commands mean. */
final class ExitCodes {
  private ExitCodes() {}

  /** Those that mean the same in every command; what a command says of its own stays. */
  static void addTo(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    Map<String, String> own = usage.exitCodeList();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("0", "done");
    all.put("1", "failed; a line on standard error says why");
    all.put("2", "wrong usage; nothing was written");
    all.put("130, 143", "ended by Ctrl-C (SIGINT) or SIGTERM");
    all.putAll(own);
    usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(all);
  }
}
