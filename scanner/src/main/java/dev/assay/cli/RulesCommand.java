package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.report.RuleInfo;
import dev.assay.rulepack.Parameter;
import dev.assay.rulepack.Profile;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows rules, and helps to write them. */
@Command(
    name = "rules",
    header = "List, show, check and test rules, and write new ones.",
    mixinStandardHelpOptions = true,
    subcommands = {
      RulesCommand.ListRules.class,
      RulesCommand.Show.class,
      RulesNewCommand.class,
      RulesCheckCommand.class,
      RulesTestCommand.class,
      RulesEvalCommand.class,
      RulesExportCommand.class,
      RulesDocsCommand.class
    })
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "rules: list, show, new, check, test, eval, export or docs");
  }

  /** One line a rule. */
  @Command(name = "list", header = "One line for each rule.", mixinStandardHelpOptions = true)
  static final class ListRules implements Callable<Integer> {
    private final Console console;

    @Mixin private RuleOptions options = new RuleOptions();

    ListRules(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InputException {
      for (Rule rule : options.chosen(options.all(Config.EMPTY), Profile.ALL).rules()) {
        RuleInfo info = rule.info();
        console.out().printf("%-14s%-10s%s%n", info.id(), info.severity().label(), info.title());
      }
      return ExitCode.OK;
    }
  }

  /** Everything that is known of one rule. */
  @Command(
      name = "show",
      header = "What a rule looks at, why, and how to mend what it finds.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    private final Console console;

    @Mixin private RuleOptions options = new RuleOptions();

    @Parameters(paramLabel = "ID", description = "Id, former id, or AREA/NAME.")
    private @Nullable String name;

    Show(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InputException {
      RulePack pack = options.all(Config.EMPTY);
      String wanted = String.valueOf(name);
      Rule rule =
          pack.rule(wanted)
              .orElseThrow(
                  () -> {
                    List<String> ids = pack.rules().stream().map(Rule::id).toList();
                    return new InputException(
                        "no rule \""
                            + wanted
                            + "\""
                            + Nearest.to(wanted, ids)
                                .map(id -> ": did you mean " + id + "?")
                                .orElse("; see assay rules list"));
                  });
      print(console.out(), rule);
      return ExitCode.OK;
    }

    private static void print(PrintStream out, Rule rule) {
      RuleInfo info = rule.info();
      out.println(info.id() + "  " + info.title());
      out.println();
      out.println(info.description().strip());
      out.println();
      out.println("severity    " + info.severity().label());
      out.println("judges      " + info.kind());
      out.println("needs       " + String.join(", ", rule.needs()));
      out.println("written in  " + rule.file());
      info.controls().entrySet().stream()
          .sorted(java.util.Map.Entry.comparingByKey())
          .forEach(
              c ->
                  out.println("control     " + c.getKey() + " " + String.join(", ", c.getValue())));
      rule.parameters().values().stream()
          .sorted(java.util.Comparator.comparing(Parameter::name))
          .forEach(
              p ->
                  out.println(
                      "parameter   " + p.name() + " = " + p.value() + "  " + p.description()));
      info.links().forEach(link -> out.println("see         " + link));
      out.println();
      out.println("To mend it:");
      info.remediation().strip().lines().forEach(line -> out.println("  " + line));
    }
  }
}
