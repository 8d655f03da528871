package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.config.Governance;
import dev.assay.drift.Baseline;
import dev.assay.drift.Identity;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.rulepack.RuleNames;
import dev.assay.rulepack.RulePack;
import dev.assay.waiver.WaiverRules;
import dev.assay.waiver.Waivers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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

  @Option(
      names = "--baseline",
      paramLabel = "AUDIT",
      description = "An earlier audit report (json): findings are told to be new or known.")
  private @Nullable Path baseline;

  @Option(
      names = "--renamed",
      paramLabel = "OLD=NEW",
      description =
          "A target that has another name than in the baseline, e.g."
              + " postgresql://a:5432=postgresql://b:5432.")
  private Map<String, String> renamed = Map.of();

  @Option(
      names = "--fail-on-new",
      description = "Only violations that the baseline does not have end with exit code 1.")
  private boolean failOnNew;

  /**
   * Reads every file that is named.
   *
   * @param all every rule, judging or not
   */
  Read read(Config config, RulePack all) throws InputException, IOException {
    Governance file = config.governance();
    Optional<Path> path = Optional.ofNullable(waivers).or(file::waivers);
    Optional<Path> earlier = Optional.ofNullable(baseline).or(file::baseline);
    if (failOnNew && earlier.isEmpty()) {
      throw new InputException("--fail-on-new: name the earlier audit with --baseline AUDIT");
    }
    int mostDays = file.mostDays().orElse(Waivers.MOST_DAYS);
    return new Read(
        path.isEmpty()
            ? Optional.empty()
            : Optional.of(Waivers.read(path.get(), names(all), mostDays)),
        earlier.isEmpty()
            ? Optional.empty()
            : Optional.of(new Baseline(ReportCommand.read(earlier.get()), identity(all, renamed))),
        failOnNew);
  }

  /** By what findings are known again; {@code renamed} are names of targets. */
  static Identity identity(RulePack all, Map<String, String> renamed) {
    return new Identity(names(all), renamed);
  }

  /** All rules that a waiver may name. */
  static RuleNames names(RulePack all) {
    return RuleNames.of(all.rules()).and(WaiverRules.all());
  }

  /** Files that are known to be right. */
  record Read(Optional<Waivers> waivers, Optional<Baseline> baseline, boolean onlyNew) {
    AuditReport applyTo(AuditReport report) {
      AuditReport waived = waivers.isPresent() ? waivers.get().applyTo(report) : report;
      return baseline.isPresent() ? baseline.get().applyTo(waived) : waived;
    }
  }
}
