package dev.assay.snapshot;

import dev.assay.input.InputException;
import dev.assay.rego.value.Json;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An estate as it was read at one time: the sources, the gaps, and the facts in the order of their
 * ids.
 *
 * @param fileDigest see {@link #digest}
 */
public record Snapshot(
    SnapshotHeader header,
    List<Source> sources,
    List<Gap> gaps,
    List<Fact> facts,
    FileDigest fileDigest) {

  static final Comparator<Source> BY_ID =
      Comparator.comparing(Source::id).thenComparing(Source::collector);
  static final Comparator<Gap> BY_SCOPE =
      Comparator.comparing(Gap::scope)
          .thenComparing(Gap::kind)
          .thenComparing(Gap::source)
          .thenComparing(Gap::cause)
          .thenComparing(Gap::message)
          .thenComparing(Gap::remedy);

  public Snapshot {
    sources = List.copyOf(sources);
    gaps = List.copyOf(gaps);
    facts = List.copyOf(facts);
  }

  Snapshot(
      SnapshotHeader header,
      List<Source> sources,
      List<Gap> gaps,
      List<Fact> facts,
      String digest) {
    this(header, sources, gaps, facts, FileDigest.of(digest));
  }

  /**
   * SHA-256 in hex of the file's (uncompressed) bytes; of several files, of their digests in
   * ascending order. Of a large estate that was just read it takes a while, which others may use.
   *
   * @throws SnapshotException if the bytes could not be read again
   */
  public String digest() {
    return fileDigest.hex();
  }

  /** A snapshot that never was a file; its digest is that of the file that would hold it. */
  public static Snapshot of(
      SnapshotHeader header, List<Source> sources, List<Gap> gaps, List<Fact> facts) {
    List<Source> s = sources.stream().sorted(BY_ID).toList();
    List<Gap> g = gaps.stream().sorted(BY_SCOPE).distinct().toList();
    List<Fact> f = facts.stream().sorted(Comparator.comparing(Fact::id)).toList();
    MessageDigest digest = Digests.sha256();
    digest.update(Lines.header(header, f.size()));
    s.forEach(source -> digest.update(Lines.source(source)));
    g.forEach(gap -> digest.update(Lines.gap(gap)));
    f.forEach(fact -> digest.update(Lines.fact(fact)));
    return new Snapshot(header, s, g, f, Digests.hex(digest));
  }

  public static Snapshot read(Path file) throws InputException {
    return read(List.of(file));
  }

  /**
   * Reads files written by {@link SnapshotWriter}, compressed or not. Several become one, of the
   * latest time among them.
   *
   * @throws InputException if one cannot be read, is damaged, truncated or of an unknown schema, or
   *     if two of them are of the same source
   */
  public static Snapshot read(List<Path> files) throws InputException {
    Json values = Json.strict();
    Map<String, String> names = new HashMap<>();
    List<Snapshot> parts = new ArrayList<>();
    for (Path file : files) {
      parts.add(new SnapshotReader(file, values, names).read());
    }
    return parts.size() == 1 ? parts.get(0) : merge(files, parts);
  }

  private static Snapshot merge(List<Path> files, List<Snapshot> parts) throws InputException {
    List<Source> sources = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    List<Fact> all = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      for (Source source : parts.get(i).sources()) {
        for (int j = 0; j < i; j++) {
          if (parts.get(j).sources().stream().anyMatch(s -> BY_ID.compare(s, source) == 0)) {
            throw new InputException(
                "%s: %s is in %s too; give one of the two"
                    .formatted(files.get(i), source.id(), files.get(j)));
          }
        }
        sources.add(source);
      }
      gaps.addAll(parts.get(i).gaps());
      all.addAll(parts.get(i).facts());
    }
    all.sort(Comparator.comparing(Fact::id).thenComparing(Fact::source));
    Overlap overlap = new Overlap();
    List<Fact> facts = new ArrayList<>();
    for (Fact fact : all) {
      Fact last = facts.isEmpty() ? null : facts.get(facts.size() - 1);
      if (last != null && last.id().equals(fact.id())) {
        if (!last.kind().equals(fact.kind())) {
          throw new InputException(
              "%s is a %s in one snapshot and a %s in another; give one of the two"
                  .formatted(fact.id(), last.kind(), fact.kind()));
        }
        overlap.keptElsewhere(fact.source(), last.source());
      } else {
        facts.add(fact);
      }
    }
    MessageDigest digest = Digests.sha256();
    parts.stream()
        .map(Snapshot::digest)
        .sorted()
        .forEach(d -> digest.update(d.getBytes(StandardCharsets.US_ASCII)));
    return new Snapshot(
        parts.stream()
            .map(Snapshot::header)
            .max(Comparator.comparing(SnapshotHeader::time).thenComparing(SnapshotHeader::tool))
            .orElseThrow(() -> new InputException("no snapshot was given")),
        overlap.tell(sources),
        gaps.stream().sorted(BY_SCOPE).distinct().toList(),
        facts,
        Digests.hex(digest));
  }
}
