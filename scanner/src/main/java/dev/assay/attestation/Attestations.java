package dev.assay.attestation;

import dev.assay.attestation.AttestedControl.Subject;
import dev.assay.audit.Addendum;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding.Evidence;
import dev.assay.report.Gap;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import dev.assay.snapshot.Digests;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Attested controls, judged by the records of a file. Missing, expired, malformed and future-dated
 * records fail with the control's severity, and so does a wrong signature, whatever else there is.
 * Where the snapshot itself shows that something was done, nobody needs to say so.
 */
public final class Attestations {
  private static final Set<String> CLUSTERS =
      Set.of("alloydb.Cluster", "sqladmin.Instance", "postgresql.Server");
  private static final String SOURCE = "assay://attestations";

  private final Path path;
  private final String digest;
  private final List<AttestedControl> controls;
  private final AttestationFile records;
  private final Trust trust;

  /**
   * Whose word counts.
   *
   * @param keys by name
   * @param asked whether every record must be signed
   */
  public record Trust(Map<String, PublicKey> keys, boolean asked) {
    public static final Trust EVERYBODY = new Trust(Map.of(), false);

    public Trust {
      keys = Map.copyOf(keys);
    }
  }

  private Attestations(
      Path path,
      String digest,
      List<AttestedControl> controls,
      AttestationFile records,
      Trust trust) {
    this.path = path;
    this.digest = digest;
    this.controls = List.copyOf(controls);
    this.records = records;
    this.trust = trust;
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it cannot be read, or names a control that is not there
   */
  public static Attestations read(Path path, List<AttestedControl> controls, Trust trust)
      throws InputException {
    Set<String> ids = new TreeSet<>();
    controls.forEach(control -> ids.add(control.info().id()));
    AttestationFile records = new AttestationFile(ids);
    records.read(YamlNode.read(path));
    return new Attestations(path, digest(path), controls, records, trust);
  }

  private static String digest(Path path) throws InputException {
    try {
      MessageDigest digest = Digests.sha256();
      digest.update(Files.readAllBytes(path));
      return Digests.hex(digest);
    } catch (IOException e) {
      throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Everything that is wrong with the file at that time, a line each. */
  public List<String> check(Instant now) {
    List<String> all = new ArrayList<>(records.mistakes());
    for (Attestation record : records.attestations()) {
      record
          .forged(trust.keys(), trust.asked())
          .or(() -> record.objection(now, maxAge(record.id())))
          .ifPresent(why -> all.add(record.place() + ": " + why + "; attest it anew"));
    }
    return all;
  }

  /** The bytes that a signature of the record at that position (from 1) covers. */
  public Optional<byte[]> record(int position) {
    List<Attestation> all = records.attestations();
    return position < 1 || position > all.size()
        ? Optional.empty()
        : Optional.of(all.get(position - 1).record());
  }

  private Optional<Integer> maxAge(String id) {
    return controls.stream()
        .filter(control -> control.info().id().equals(id))
        .findFirst()
        .flatMap(AttestedControl::maxAgeDays);
  }

  /**
   * The report with a verdict on each control.
   *
   * @param chosen which controls are asked for
   */
  public AuditReport applyTo(AuditReport report, Snapshot snapshot, Predicate<RuleInfo> chosen) {
    Addendum addendum = new Addendum();
    addendum.source(
        new Source(
            SOURCE,
            "attestations",
            List.of("assay.Attestation"),
            Map.of(
                "file", String.valueOf(path.getFileName()),
                "sha256", digest,
                "records", String.valueOf(records.attestations().size()))));
    Restores restores = new Restores(snapshot);
    for (AttestedControl control : controls) {
      if (chosen.test(control.info())) {
        addendum.rule(control.info());
        judge(control, report, snapshot, restores, addendum);
      }
    }
    return addendum.to(report);
  }

  private void judge(
      AttestedControl control,
      AuditReport report,
      Snapshot snapshot,
      Restores restores,
      Addendum addendum) {
    List<Attestation> of =
        records.attestations().stream().filter(a -> a.id().equals(control.info().id())).toList();
    List<String> malformed = records.malformed().getOrDefault(control.info().id(), List.of());
    if (!malformed.isEmpty()) {
      Resource wrong =
          new Resource(SOURCE + "/" + control.info().id(), "assay.Attestation", SOURCE);
      addendum.judge(
          control.info(), wrong, Verdict.FAIL, shown("Malformed: " + malformed.get(0)), List.of());
    }
    if (control.subject() == Subject.CHANGE) {
      changes(control, of, malformed.isEmpty(), report, addendum);
      return;
    }
    for (Resource subject : subjects(control.subject(), snapshot)) {
      List<Attestation> covering = of.stream().filter(a -> a.covers(subject.id())).toList();
      judge(control, subject, covering, restores, report, addendum);
    }
    if (control.subject() == Subject.CLUSTER) {
      for (Gap gap : report.gaps()) {
        if (CLUSTERS.contains(gap.kind())) {
          addendum.judge(
              control.info(),
              new Resource(gap.scope(), gap.kind(), gap.source()),
              Verdict.UNKNOWN,
              gap.kind() + " could not be read, so nobody knows what must be attested.",
              List.of());
        }
      }
    }
  }

  private void changes(
      AttestedControl control,
      List<Attestation> records,
      boolean wellFormed,
      AuditReport report,
      Addendum addendum) {
    for (int i = 0; i < records.size(); i++) {
      Attestation record = records.get(i);
      String name = control.info().id() + "/" + record.performedOn() + "-" + (i + 1);
      Resource change = new Resource(SOURCE + "/" + name, "assay.Attestation", SOURCE);
      judge(control, change, List.of(record), Restores.NONE, report, addendum);
    }
    if (records.isEmpty() && wellFormed) {
      addendum.judge(
          control.info(),
          new Resource(SOURCE, "assay.Attestation", SOURCE),
          Verdict.NOT_APPLICABLE,
          "No change is attested; which there were, no interface tells.",
          List.of());
    }
  }

  private void judge(
      AttestedControl control,
      Resource subject,
      List<Attestation> covering,
      Restores restores,
      AuditReport report,
      Addendum addendum) {
    Optional<String> forged = Optional.empty();
    Optional<Attestation> good = Optional.empty();
    List<String> objections = new ArrayList<>();
    for (Attestation record : covering) {
      Optional<String> forgery = record.forged(trust.keys(), trust.asked());
      Optional<String> objection = record.objection(report.asOf(), control.maxAgeDays());
      if (forgery.isPresent()) {
        forged = Optional.of("The attestation at " + record.place() + ": " + forgery.get() + ".");
      } else if (objection.isPresent()) {
        objections.add("The attestation at " + record.place() + ": " + objection.get() + ".");
      } else {
        good = Optional.of(record);
      }
    }
    Optional<Evidence> seen =
        control.info().id().equals(Restores.CONTROL)
            ? restores.of(subject.id(), report.asOf(), control.maxAgeDays())
            : Optional.empty();
    if (forged.isPresent()) {
      addendum.judge(control.info(), subject, Verdict.FAIL, shown(forged.get()), List.of());
    } else if (good.isPresent()) {
      addendum.judge(control.info(), subject, Verdict.PASS, "", evidence(good.get()));
    } else if (seen.isPresent()) {
      addendum.judge(control.info(), subject, Verdict.PASS, "", List.of(seen.get()));
    } else {
      String why =
          objections.isEmpty()
              ? "Nobody has attested it; attestations.yaml has no record for this."
              : String.join(" ", objections);
      addendum.judge(control.info(), subject, Verdict.FAIL, shown(why), List.of());
    }
  }

  /** A place without the folder, so that the report is the same wherever the file lies. */
  private String shown(String message) {
    return message.replace(path + ":", path.getFileName() + ":");
  }

  private static List<Evidence> evidence(Attestation record) {
    return List.of(
        new Evidence("performed_on", record.performedOn().toString()),
        new Evidence("by", record.by()),
        new Evidence("evidence.uri", record.uri()),
        new Evidence("evidence.sha256", record.sha256()),
        new Evidence("expires", record.expires().toString()),
        new Evidence("signed", record.signature().map(Attestation.Signed::key).orElse("no")));
  }

  /** What a control is asked of, each once. */
  private static List<Resource> subjects(Subject subject, Snapshot snapshot) {
    Map<String, Resource> subjects = new LinkedHashMap<>();
    if (subject == Subject.CLUSTER) {
      for (Fact fact : snapshot.facts()) {
        if (CLUSTERS.contains(fact.kind())) {
          subjects.put(fact.id(), new Resource(fact.id(), fact.kind(), fact.source()));
        }
      }
    } else {
      for (Source source : snapshot.sources()) {
        String id =
            source.id().startsWith("postgresql://")
                ? source.id().replaceFirst("^(postgresql://[^/]+)/.*$", "$1")
                : source.id().replaceFirst("^//[^/]+/", "//cloudresourcemanager.googleapis.com/");
        subjects.putIfAbsent(id, new Resource(id, "assay.Target", source.id()));
      }
    }
    return List.copyOf(subjects.values());
  }
}
