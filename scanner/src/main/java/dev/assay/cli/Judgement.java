package dev.assay.cli;

import dev.assay.audit.Audit;
import dev.assay.audit.Focus;
import dev.assay.config.Config;
import dev.assay.engine.Engine;
import dev.assay.engine.Engines;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.RuleInfo;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Profile;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The second and third step of a scan: rules judge a snapshot, and reports tell. */
final class Judgement {
  @Mixin private RuleOptions rules = new RuleOptions();

  @Mixin private ReportOptions reports = new ReportOptions();

  @Mixin private GovernanceOptions governance = new GovernanceOptions();

  @Mixin private EvidencePack evidence = new EvidencePack();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "default (unless another is named): rules of medium severity and above that are sure of"
              + " what they find; all: every rule; ci; a framework, e.g. stig-postgresql; or one of assay.yaml. Rules that"
              + " --select names judge in any case.")
  private @Nullable String profile;

  @Option(
      names = "--schema",
      paramLabel = "PATTERN",
      split = ",",
      description = "Judge only what is in these schemas of databases: app, tenant_*.")
  private List<String> schemas = List.of();

  @Option(
      names = "--exclude-schema",
      paramLabel = "PATTERN",
      split = ",",
      description = "Do not judge what is in these schemas.")
  private List<String> excluded = List.of();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      converter = Time.class,
      description =
          "What rules take for now, e.g. 2026-01-31T00:00:00Z; the snapshot's time"
              + " without it.")
  private @Nullable Instant asOf;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "What evaluates the rules: assay (the default), opa=URL (an OPA server; the estate is"
              + " sent there), or wasm=FILE (a bundle that opa build made).")
  private String engine = Engines.OWN;

  @Option(
      names = "--explain",
      paramLabel = "RULE[@RESOURCE]",
      description =
          "Show which expressions of a rule held, and with which values; in the JSON report, too.")
  private @Nullable String explain;

  /** What has the labels that settings ask for, and what tells whose they are. */
  private static final Set<String> LABELLED =
      Set.of(
          "alloydb.Cluster",
          "alloydb.Instance",
          "cloudresourcemanager.Project",
          "postgresql.Server",
          "sqladmin.Instance");

  /** Everything that can be wrong before a fact is read, found before a fact is read. */
  Prepared prepare(Console console, Config config) throws InputException, IOException {
    RulePack all = rules.all(config);
    Profile judging = Profiles.chosen(profile, all, config);
    return new Prepared(
        console,
        config,
        all.rules().size(),
        judging,
        rules.chosen(all, judging),
        info -> rules.asks(info, judging),
        rules.parameters(config, all, judging),
        Engines.named(engine, console.environment()),
        governance.read(config, all),
        evidence.target(config),
        reports.output(console, config));
  }

  /** How one comes by the facts to be judged. */
  interface Facts {
    Snapshot read() throws InputException, InterruptedException;
  }

  /** Rules, parameters and formats that are known to be right. */
  final class Prepared {
    private final Console console;
    private final Config config;
    private final int known;
    private final Profile profile;
    private final RulePack pack;
    private final Predicate<RuleInfo> attested;
    private final Parameters parameters;
    private final Engine engine;
    private final GovernanceOptions.Read governed;
    private final Optional<EvidencePack.Target> kept;
    private final Output output;

    private Prepared(
        Console console,
        Config config,
        int known,
        Profile profile,
        RulePack pack,
        Predicate<RuleInfo> attested,
        Parameters parameters,
        Engine engine,
        GovernanceOptions.Read governed,
        Optional<EvidencePack.Target> kept,
        Output output) {
      this.console = console;
      this.config = config;
      this.known = known;
      this.profile = profile;
      this.pack = pack;
      this.attested = attested;
      this.parameters = parameters;
      this.engine = engine;
      this.governed = governed;
      this.kept = kept;
      this.output = output;
    }

    /** What the rules will look at, and what tells the labels by which they are set. */
    Set<String> kinds() {
      Set<String> kinds = pack.kinds();
      if (parameters.asksForLabels(pack.rules())) {
        kinds.addAll(LABELLED);
      }
      return kinds;
    }

    /** Whether the snapshot's file will be kept with the evidence. */
    boolean keepsEvidence() {
      return kept.isPresent();
    }

    /**
     * Judges the facts, writes all reports, and says how the run ends.
     *
     * @param files where the snapshot is kept
     */
    int judge(Facts facts, List<Path> files)
        throws InputException, IOException, InterruptedException {
      Explanation explanation = explain == null ? null : Explanation.of(explain, pack);
      AuditReport report = report(facts, explanation);
      output.write(report);
      if (kept.isPresent()) {
        EvidencePack.write(kept.get(), content(this, files, report));
        console.message("kept the evidence in " + kept.get().folder());
      }
      if (explanation != null) {
        output.explain(report, explanation);
      }
      return reports.exitCode(config, report, governed.onlyNew());
    }

    /** The facts are let go with the end of this, since reports need room too. */
    private AuditReport report(Facts facts, @Nullable Explanation explanation)
        throws InputException, InterruptedException {
      Snapshot snapshot = facts.read();
      console.progress("judging by " + pack.rules().size() + " of " + known + " rules");
      Instant now = asOf != null ? asOf : snapshot.header().time();
      Audit audit = new Audit(Main.Version.number(), pack, parameters).by(engine).of(focus(config));
      if (explanation != null) {
        audit = audit.explaining(explanation);
      }
      try (engine) {
        return governed.applyTo(audit.of(snapshot, now), snapshot, attested);
      }
    }
  }

  /** The command line's schemas take the place of the file's; what either excludes is excluded. */
  private Focus focus(Config config) {
    List<String> without = new ArrayList<>(excluded);
    without.addAll(config.choice().excludeSchemas());
    return new Focus(schemas.isEmpty() ? config.choice().schemas() : schemas, without);
  }

  private EvidencePack.Content content(Prepared prepared, List<Path> snapshots, AuditReport report)
      throws InputException {
    return new EvidencePack.Content(
        snapshots,
        prepared.pack,
        rules.own(prepared.config),
        report.rules().stream().map(RuleInfo::id).filter(id -> !id.startsWith("WV-")).toList(),
        prepared.profile,
        rules.values(),
        focus(prepared.config),
        prepared.config,
        governance.files(prepared.config),
        report);
  }

  static final class Time implements picocli.CommandLine.ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "\"" + text + "\" is not a time: write it as 2026-01-31T00:00:00Z");
      }
    }
  }
}
