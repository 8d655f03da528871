package dev.assay.collect.postgresql;

import dev.assay.collect.Collector;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.input.InputException;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What one scan gave. */
record Collected(Source source, List<Fact> facts, List<Gap> gaps) {

  static Collected from(PostgresServer server, String role, String password) throws InputException {
    return from(server.url("shop", role, password), Bounds.DEFAULT, f -> {});
  }

  static Collected from(PostgresServer server) throws InputException {
    return from(server.url("shop"), Bounds.DEFAULT, f -> {});
  }

  /**
   * Collects from one URL.
   *
   * @param meanwhile is called with each fact as it is read
   */
  static Collected from(String url, Bounds bounds, Consumer<Fact> meanwhile) throws InputException {
    return from(List.of(url), bounds, meanwhile).get(0);
  }

  static List<Collected> from(List<String> urls, Bounds bounds, Consumer<Fact> meanwhile)
      throws InputException {
    List<ConnectionTarget> targets = new ArrayList<>();
    for (String url : urls) {
      targets.add(ConnectionTarget.parse(url, Map.of()));
    }
    List<Collected> all = new ArrayList<>();
    for (Collector collector : PostgresCollector.of(targets, bounds, kind -> true)) {
      List<Fact> facts = new ArrayList<>();
      List<Gap> gaps = new ArrayList<>();
      Source source =
          collector.collect(
              new Sink() {
                @Override
                public synchronized void fact(Fact fact) {
                  facts.add(fact);
                  meanwhile.accept(fact);
                }

                @Override
                public synchronized void gap(Gap gap) {
                  gaps.add(gap);
                }
              });
      all.add(new Collected(source, facts, gaps));
    }
    return all;
  }

  List<Fact> ofKind(String kind) {
    return facts.stream().filter(f -> f.kind().equals("postgresql." + kind)).toList();
  }

  List<Gap> gapsOf(String kind) {
    return gaps.stream().filter(g -> g.kind().equals("postgresql." + kind)).toList();
  }

  /** The data of the one resource whose id ends so. */
  RegoObject data(String kind, String end) {
    return ofKind(kind).stream()
        .filter(f -> f.id().endsWith(end))
        .map(Fact::data)
        .reduce((a, b) -> a)
        .orElseThrow(() -> new AssertionError("no " + kind + " …" + end + " in " + facts.size()));
  }

  String text() {
    return facts + "\n" + gaps + "\n" + source;
  }

  static Value at(RegoObject data, String... path) {
    Value value = data;
    for (String key : path) {
      value = Objects.requireNonNull(((RegoObject) value).get(key), key);
    }
    return value;
  }
}
