package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.report.RuleInfo;
import dev.assay.report.Terms;
import dev.assay.rulepack.Parameter;
import dev.assay.rulepack.Profile;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  private static Config config(@Nullable Path file) throws InputException {
    return file == null ? Config.EMPTY : Config.read(file);
  }

  /** One line a rule. */
  @Command(name = "list", header = "One line for each rule.", mixinStandardHelpOptions = true)
  static final class ListRules implements Callable<Integer> {
    private final Console console;

    @Mixin private RuleOptions options = new RuleOptions();

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "Tell the severities that this assay.yaml sets everywhere.")
    private @Nullable Path file;

    ListRules(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InputException {
      Config config = config(file);
      RulePack all = options.all(config);
      dev.assay.rulepack.Parameters set =
          options.parameters(config, all, Profiles.chosen(null, all, config));
      for (Rule rule : options.chosen(all, Profile.ALL).rules()) {
        RuleInfo info = rule.info();
        Optional<Terms.Regrading> by = set.everywhere(rule).terms().regrading();
        String severity = by.map(Terms.Regrading::to).orElse(info.severity()).label();
        String own = by.map(r -> " (" + r.from().label() + " by itself)").orElse("");
        console.out().printf("%-20s%-10s%s%n", info.id(), severity, info.title() + own);
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

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "Tell what this assay.yaml sets everywhere.")
    private @Nullable Path file;

    @Parameters(paramLabel = "ID", description = "Id, former id, or AREA/NAME.")
    private @Nullable String name;

    Show(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InputException {
      Config config = config(file);
      RulePack pack = options.all(config);
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
      Profile profile = Profiles.chosen(null, pack, config);
      print(
          console.out(), rule, options.parameters(config, pack, profile).everywhere(rule).terms());
      return ExitCode.OK;
    }

    private static void print(PrintStream out, Rule rule, Terms terms) {
      RuleInfo info = rule.info();
      out.println(info.id() + "  " + info.title());
      out.println();
      out.println(info.description().strip());
      out.println();
      out.println("severity    " + info.severity().label());
      if (!terms.whyRegraded().isEmpty()) {
        out.println("            " + terms.whyRegraded());
      }
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
      terms.set().forEach(p -> out.println("set         " + p));
      info.links().forEach(link -> out.println("see         " + link));
      out.println();
      out.println("To mend it:");
      info.remediation().strip().lines().forEach(line -> out.println("  " + line));
    }
  }
}
