package dev.assay.cli;

import dev.assay.attestation.Attestations;
import dev.assay.attestation.AttestedControl;
import dev.assay.config.Config;
import dev.assay.config.Governance;
import dev.assay.drift.Baseline;
import dev.assay.drift.Identity;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.RuleInfo;
import dev.assay.rulepack.RuleNames;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Snapshot;
import dev.assay.waiver.WaiverRules;
import dev.assay.waiver.Waivers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
      names = "--attestations",
      paramLabel = "FILE",
      description = "What people have done and no interface tells; its controls are then judged.")
  private @Nullable Path attestations;

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
    Files files = files(config);
    if (failOnNew && files.baseline().isEmpty()) {
      throw new InputException("--fail-on-new: name the earlier audit with --baseline AUDIT");
    }
    Optional<Path> path = files.waivers();
    Optional<Path> earlier = files.baseline();
    int mostDays = file.mostDays().orElse(Waivers.MOST_DAYS);
    return new Read(
        path.isEmpty()
            ? Optional.empty()
            : Optional.of(Waivers.read(path.get(), names(all, config), mostDays)),
        files.attestations().isEmpty()
            ? Optional.empty()
            : Optional.of(attestations(files.attestations().get(), config)),
        earlier.isEmpty()
            ? Optional.empty()
            : Optional.of(new Baseline(ReportCommand.read(earlier.get()), identity(all, renamed))),
        failOnNew);
  }

  /** The files that are named. */
  record Files(
      Optional<Path> waivers,
      Optional<Path> attestations,
      Optional<Path> baseline,
      Map<String, String> renamed) {}

  Files files(Config config) {
    Governance file = config.governance();
    return new Files(
        Optional.ofNullable(waivers).or(file::waivers),
        Optional.ofNullable(attestations).or(file::attestations),
        Optional.ofNullable(baseline).or(file::baseline),
        renamed);
  }

  /** The attestations of a file, with the keys and controls of the configuration. */
  static Attestations attestations(Path path, Config config) throws InputException {
    Governance file = config.governance();
    return Attestations.read(
        path, controls(config), new Attestations.Trust(file.keys(), file.signed()));
  }

  private static List<AttestedControl> controls(Config config) throws InputException {
    List<AttestedControl> controls = new ArrayList<>(AttestedControl.bundled());
    Optional<Path> own = config.governance().controls();
    if (own.isPresent()) {
      controls.addAll(AttestedControl.read(own.get()));
    }
    return controls;
  }

  /** By what findings are known again; {@code renamed} are names of targets. */
  static Identity identity(RulePack all, Map<String, String> renamed) {
    return new Identity(RuleNames.of(all.rules()), renamed);
  }

  /** All rules that may be named. */
  static RuleNames names(RulePack all, Config config) throws InputException {
    return RuleNames.of(all.rules())
        .and(WaiverRules.all())
        .and(controls(config).stream().map(AttestedControl::info).toList());
  }

  /** Files that are known to be right. */
  record Read(
      Optional<Waivers> waivers,
      Optional<Attestations> attestations,
      Optional<Baseline> baseline,
      boolean onlyNew) {
    /**
     * The report with everything that the files say.
     *
     * @param chosen which attested controls are asked for
     */
    AuditReport applyTo(AuditReport report, Snapshot snapshot, Predicate<RuleInfo> chosen) {
      AuditReport whole = report;
      if (attestations.isPresent()) {
        whole = attestations.get().applyTo(whole, snapshot, chosen);
      }
      if (waivers.isPresent()) {
        whole = waivers.get().applyTo(whole);
      }
      return baseline.isPresent() ? baseline.get().applyTo(whole) : whole;
    }
  }
}
