package dev.assay.collect.files;

import dev.assay.collect.Collector;
import dev.assay.input.InputException;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What files tell, for a test to look at. */
final class Facts implements Sink {
  static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");

  final Map<String, Fact> facts = new TreeMap<>();
  final List<Gap> gaps = new ArrayList<>();
  final List<Source> sources = new ArrayList<>();
  final List<String> messages = new ArrayList<>();

  static Facts of(Path... paths) throws InputException {
    return of("", paths);
  }

  static Facts of(String stdin, Path... paths) throws InputException {
    Facts facts = new Facts();
    ByteArrayInputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    FileInputs.read(List.of(paths), in, facts.messages::add).collectors().forEach(facts::read);
    return facts;
  }

  /** What comes by standard input; an apostrophe stands for a quotation mark. */
  static Facts stdin(String text) throws InputException {
    return of(text.replace('\'', '"'), Path.of("-"));
  }

  /** A file of this name with this content, in a folder of the test's. */
  static Path file(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  void read(Collector collector) {
    sources.add(collector.collect(this));
  }

  @Override
  public synchronized void fact(Fact fact) {
    facts.put(fact.id(), fact);
  }

  @Override
  public synchronized void gap(Gap gap) {
    gaps.add(gap);
  }

  Fact fact(String id) {
    Fact fact = facts.get(id);
    if (fact == null) {
      throw new AssertionError(id + " is not among " + facts.keySet());
    }
    return fact;
  }

  Snapshot snapshot() {
    return Snapshot.of(
        new SnapshotHeader("test", TIME), sources, gaps, List.copyOf(facts.values()));
  }
}
