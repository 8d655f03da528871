package dev.assay.drift;

import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.json.AuditReportReader;
import dev.assay.snapshot.Snapshot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An audit, and the snapshot that it judged where that is at hand: a folder as {@code scan
 * --evidence} leaves it, or the report alone.
 */
public record Evidence(AuditReport report, Optional<Snapshot> snapshot) {
  private static final List<String> SNAPSHOTS = List.of("snapshot.jsonl.gz", "snapshot.jsonl");

  /**
   * Reads a report, or a folder with {@code audit.json} and perhaps the snapshot.
   *
   * @throws InputException if it cannot be read, or the snapshot is not the one that was judged
   */
  public static Evidence read(Path path) throws InputException, IOException {
    if (!Files.isDirectory(path)) {
      return new Evidence(report(path), Optional.empty());
    }
    AuditReport report = report(path.resolve("audit.json"));
    for (String name : SNAPSHOTS) {
      Path file = path.resolve(name);
      if (Files.exists(file)) {
        Snapshot snapshot = Snapshot.read(file);
        if (!snapshot.digest().equals(report.snapshotDigest())) {
          throw new InputException(
              file + ": this is not the snapshot that audit.json was made from; name that one");
        }
        return new Evidence(report, Optional.of(snapshot));
      }
    }
    return new Evidence(report, Optional.empty());
  }

  private static AuditReport report(Path file) throws InputException, IOException {
    if (!Files.exists(file)) {
      throw new InputException(file + ": no such file; name an audit report (json)");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return AuditReportReader.read(file.toString(), in);
    }
  }
}
