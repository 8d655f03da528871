package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.config.Governance;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.rulepack.RuleNames;
import dev.assay.rulepack.RulePack;
import dev.assay.waiver.WaiverRules;
import dev.assay.waiver.Waivers;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a team says of the findings; the command line's files take the place of assay.yaml's. */
final class GovernanceOptions {
  @Option(
      names = "--waivers",
      paramLabel = "FILE",
      description = "Violations that somebody answers for until a day; see assay waivers --help.")
  private @Nullable Path waivers;

  /**
   * Reads every file that is named.
   *
   * @param all every rule, judging or not
   */
  Read read(Config config, RulePack all) throws InputException {
    Governance file = config.governance();
    Optional<Path> path = Optional.ofNullable(waivers).or(file::waivers);
    return new Read(
        path.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Waivers.read(path.get(), names(all), file.mostDays().orElse(Waivers.MOST_DAYS))));
  }

  /** All rules that a waiver may name. */
  static RuleNames names(RulePack all) {
    return RuleNames.of(all.rules()).and(WaiverRules.all());
  }

  /** Files that are known to be right. */
  record Read(Optional<Waivers> waivers) {
    AuditReport applyTo(AuditReport report) {
      return waivers.isPresent() ? waivers.get().applyTo(report) : report;
    }
  }
}
