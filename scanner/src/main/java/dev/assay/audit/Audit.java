package dev.assay.audit;

import dev.assay.report.AuditReport;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;

/**
 * Judges snapshots by a rule pack. Pure: no clock, no environment, no network; the same snapshot,
 * pack and parameters give an equal report, on however many cores.
 */
public final class Audit {
  private final String toolVersion;
  private final RulePack pack;
  private final Parameters parameters;

  public Audit(String toolVersion, RulePack pack, Parameters parameters) {
    this.toolVersion = toolVersion;
    this.pack = pack;
    this.parameters = parameters;
  }

  /**
   * @param asOf what the rules take for now: the snapshot's time, unless the user says otherwise
   */
  public AuditReport of(Snapshot snapshot, Instant asOf) {
    return new AuditReport(
        toolVersion,
        pack.digest(),
        snapshot.digest(),
        snapshot.header().time(),
        asOf,
        snapshot.sources(),
        pack.rules().stream().filter(r -> parameters.of(r) != null).map(r -> r.info()).toList(),
        List.of(),
        List.of(),
        snapshot.gaps());
  }
}
