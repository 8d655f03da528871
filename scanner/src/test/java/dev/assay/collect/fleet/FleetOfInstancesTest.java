package dev.assay.collect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.collect.Collector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.postgresql.ConnectionTarget;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of the instances that are found are connected to; nobody is reached here. */
class FleetOfInstancesTest {
  private static final String ALLOYDB = "//alloydb.googleapis.com/projects/p/locations/l/clusters/";
  private static final String SQL = "//cloudsql.googleapis.com/projects/p/instances/";
  private static final Source CLOUD = new Source("//google", "test", List.of(), Map.of());
  private static final Sink NOWHERE =
      new Sink() {
        @Override
        public void fact(Fact fact) {}

        @Override
        public void gap(Gap gap) {}
      };

  private final GoogleClients clients =
      new GoogleClients(
          new GoogleSettings(Map.of(), true, Duration.ofSeconds(1), Optional.empty()));
  private final Connectors connectors = new Connectors(clients);
  private final List<Fact> facts = new ArrayList<>();

  @AfterEach
  void end() {
    connectors.close();
    clients.close();
  }

  @Test
  void aCopyIsLeftToItsPrimary() throws IOException {
    fact("alloydb.Cluster", ALLOYDB + "a", "{}");
    fact("alloydb.Instance", ALLOYDB + "a/instances/first", "{'instanceType': 'PRIMARY'}");
    fact("alloydb.Instance", ALLOYDB + "a/instances/pool", "{'instanceType': 'READ_POOL'}");
    fact(
        "alloydb.Cluster",
        ALLOYDB + "b",
        "{'secondaryConfig': {'primaryClusterName': 'projects/p/locations/l/clusters/a'}}");
    fact("alloydb.Instance", ALLOYDB + "b/instances/second", "{'instanceType': 'SECONDARY'}");
    fact("sqladmin.Instance", SQL + "db", "{'databaseVersion': 'POSTGRES_17', 'region': 'eu'}");
    fact(
        "sqladmin.Instance",
        SQL + "copy",
        "{'databaseVersion': 'POSTGRES_17', 'region': 'eu', 'masterInstanceName': 'p:db'}");

    assertThat(sources())
        .containsExactlyInAnyOrder(
            "postgresql://first.a.l.p.alloydb:5432/postgres",
            "postgresql://db.eu.p.cloudsql:5432/postgres",
            "assay:fleet without p:eu:copy"
                + " projects/p/locations/l/clusters/a/instances/pool"
                + " projects/p/locations/l/clusters/b/instances/second");
  }

  @Test
  void aCopyWhosePrimaryIsNotAmongThemIsRead() throws IOException {
    fact(
        "alloydb.Cluster",
        ALLOYDB + "b",
        "{'secondaryConfig': {'primaryClusterName': 'projects/far/locations/l/clusters/a'}}");
    fact("alloydb.Instance", ALLOYDB + "b/instances/second", "{'instanceType': 'SECONDARY'}");

    assertThat(sources()).contains("postgresql://second.b.l.p.alloydb:5432/postgres");
  }

  @Test
  void anotherDatabaseThanPostgresqlIsNobodysBusiness() throws IOException {
    fact("sqladmin.Instance", SQL + "blog", "{'databaseVersion': 'MYSQL_8_0', 'region': 'eu'}");

    assertThat(sources()).containsExactly("assay:fleet");
  }

  @Test
  void whatIsNamedAnywayIsNotReadTwice() throws Exception {
    fact("alloydb.Instance", ALLOYDB + "a/instances/first", "{'ipAddress': '10.1.0.2'}");

    assertThat(sources(ConnectionTarget.parse("postgresql://scan@10.1.0.2/shop", Map.of())))
        .containsExactly("assay:fleet");
  }

  @Test
  void anInstanceThatDoesNotRunIsAGapThatSaysSo() throws IOException {
    fact(
        "sqladmin.Instance",
        SQL + "db",
        "{'databaseVersion': 'POSTGRES_17', 'region': 'eu',"
            + " 'settings': {'activationPolicy': 'NEVER'}}");
    List<String> gaps = new ArrayList<>();

    collectors()
        .forEach(
            collector ->
                collector.collect(
                    new Sink() {
                      @Override
                      public void fact(Fact fact) {}

                      @Override
                      public void gap(Gap gap) {
                        gaps.add(gap.message());
                      }
                    }));

    assertThat(gaps)
        .isNotEmpty()
        .containsOnly("No connection to db.eu.p.cloudsql:5432 as scan: it is stopped.");
  }

  private void fact(String kind, String id, String data) throws IOException {
    RegoObject json = (RegoObject) Json.parse(data.replace('\'', '"'));
    facts.add(new Fact(kind, id, null, CLOUD.id(), json));
  }

  private List<Collector> collectors(ConnectionTarget... named) {
    FleetLogin login =
        new FleetLogin(
            Optional.of("scan"),
            "postgres",
            false,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    Fleet fleet =
        new Fleet(clients, login, connectors, new Passwords(clients, Map.of()), kind -> true);
    fleet
        .watch(
            new Collector() {
              @Override
              public Source source() {
                return CLOUD;
              }

              @Override
              public Source collect(Sink sink) {
                facts.forEach(sink::fact);
                return CLOUD;
              }
            })
        .collect(NOWHERE);
    return fleet.collectors(List.of(named));
  }

  private List<String> sources(ConnectionTarget... named) {
    List<String> ids = new ArrayList<>();
    for (Collector collector : collectors(named)) {
      Source source = collector.source();
      String left = source.details().get("copies of these, not connected to");
      ids.add(source.id() + (left == null ? "" : " without " + left));
    }
    return ids;
  }
}
