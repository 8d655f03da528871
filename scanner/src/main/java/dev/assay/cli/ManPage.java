package dev.assay.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** One command as roff, the language of {@code man}. */
final class ManPage {
  private final CommandSpec command;
  private final StringBuilder out = new StringBuilder();

  ManPage(CommandSpec command) {
    this.command = command;
  }

  /** {@code assay-rules-list}. */
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  String text() {
    String name = name(command);
    macro("TH", name.toUpperCase(java.util.Locale.ROOT), "1", "", "Assay " + Main.Version.number());
    macro("SH", "NAME");
    line(name + " - " + join(command.usageMessage().header()));
    macro("SH", "SYNOPSIS");
    CommandLine.Help help =
        new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line(help.synopsis(0).replaceAll("\\s+", " ").strip());
    if (command.usageMessage().description().length > 0) {
      macro("SH", "DESCRIPTION");
      for (String paragraph : command.usageMessage().description()) {
        macro("PP");
        line(plain(paragraph));
      }
    }
    arguments();
    commands();
    footer();
    return out.toString();
  }

  private void arguments() {
    macro("SH", "OPTIONS");
    for (ArgSpec argument : command.positionalParameters()) {
      entry(argument.paramLabel(), argument);
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        String names = String.join(", ", option.names());
        entry(option.arity().max() == 0 ? names : names + " " + option.paramLabel(), option);
      }
    }
  }

  private void entry(String name, ArgSpec argument) {
    macro("TP");
    out.append(".B ").append(escaped(name)).append('\n');
    line(join(argument.description()));
  }

  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    macro("SH", "COMMANDS");
    for (Map.Entry<String, CommandLine> sub : command.subcommands().entrySet()) {
      CommandSpec spec = sub.getValue().getCommandSpec();
      macro("TP");
      out.append(".BR ").append(escaped(name(spec))).append(" (1)\n");
      line(join(spec.usageMessage().header()));
    }
  }

  private void footer() {
    if (command.usageMessage().footer().length > 0) {
      macro("SH", "MORE");
      macro("nf");
      for (String text : command.usageMessage().footer()) {
        line(plain(text));
      }
      macro("fi");
    }
  }

  private static String join(String[] lines) {
    return plain(String.join(" ", lines));
  }

  private static String plain(String text) {
    return Ansi.OFF.string(text.replace("%n", " ").replace("%%", "%"));
  }

  private void macro(String name, String... arguments) {
    out.append('.').append(name);
    for (String argument : arguments) {
      out.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    out.append('\n');
  }

  /** A line of text: one that begins with a point or an apostrophe would be a command. */
  private void line(String text) {
    String escaped = escaped(text);
    out.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "")
        .append(escaped)
        .append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
