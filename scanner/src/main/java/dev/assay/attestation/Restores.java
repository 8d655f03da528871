package dev.assay.attestation;

import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Finding.Evidence;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Restores that the snapshot shows: AlloyDB clusters that were made from a backup of another one
 * ({@code Cluster.backupSource}, {@code Backup.clusterName}).
 */
final class Restores {
  /** The control that a restore bears on. */
  static final String CONTROL = "AT-003";

  static final Restores NONE = new Restores();

  private static final String SERVICE = "//alloydb.googleapis.com/";

  private record Restore(Instant at, String into) {}

  /** The latest by the cluster whose backup was restored. */
  private final Map<String, Restore> latest = new HashMap<>();

  private Restores() {}

  Restores(Snapshot snapshot) {
    Map<String, String> backups = new HashMap<>();
    for (Fact fact : snapshot.facts()) {
      if (fact.kind().equals("alloydb.Backup")) {
        text(fact.data(), "clusterName").ifPresent(c -> backups.put(fact.id(), SERVICE + c));
      }
    }
    for (Fact fact : snapshot.facts()) {
      if (fact.kind().equals("alloydb.Cluster")
          && fact.data().get("backupSource") instanceof RegoObject source) {
        String backup = SERVICE + text(source, "backupName").orElse("");
        String cluster = backups.get(backup);
        Optional<Instant> at = text(fact.data(), "createTime").flatMap(Restores::instant);
        if (cluster != null && at.isPresent()) {
          latest.merge(
              cluster, new Restore(at.get(), fact.id()), (a, b) -> a.at().isBefore(b.at()) ? b : a);
        }
      }
    }
  }

  /** A restore of the cluster that is no older than that. */
  Optional<Evidence> of(String cluster, Instant now, Optional<Integer> maxAgeDays) {
    return Optional.ofNullable(latest.get(cluster))
        .filter(r -> !r.at().isBefore(now.minus(maxAgeDays.orElse(0), ChronoUnit.DAYS)))
        .map(r -> new Evidence("restored into " + r.into(), r.at().toString()));
  }

  private static Optional<String> text(RegoObject data, String name) {
    Value value = data.get(name);
    return value instanceof RegoString s ? Optional.of(s.value()) : Optional.empty();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty(); // then the snapshot does not show when
    }
  }
}
