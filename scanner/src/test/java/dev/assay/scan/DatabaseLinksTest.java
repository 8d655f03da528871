package dev.assay.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseLinksTest implements Sink {
  private static final String SERVER = "postgresql://10.1.0.2:5432";
  private static final String CLUSTER =
      "//alloydb.googleapis.com/projects/p/locations/l/clusters/c";

  private final List<Fact> links = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private final DatabaseLinks seen = new DatabaseLinks(this);

  @Override
  public void fact(Fact fact) {
    if (fact.kind().equals(DatabaseLinks.KIND)) {
      links.add(fact);
    }
  }

  @Override
  public void gap(Gap gap) {
    gaps.add(gap.scope() + ": " + gap.message());
  }

  private DatabaseLinksTest see(String kind, String id, String data) throws IOException {
    RegoObject json = (RegoObject) Json.parse(data.replace('\'', '"'));
    seen.fact(new Fact(kind, id, null, "s", json));
    return this;
  }

  @Test
  void aServerIsTheInstanceWhoseAddressItHas() throws IOException {
    see("postgresql.Server", SERVER, "{'provider': 'alloydb'}");
    see("alloydb.Instance", CLUSTER + "/instances/i", "{'ipAddress': '10.1.0.2'}");
    see("alloydb.Instance", CLUSTER + "/instances/j", "{'ipAddress': '10.1.0.3'}");

    assertThat(seen.finish()).isPresent();
    assertThat(gaps).isEmpty();
    assertThat(links)
        .singleElement()
        .satisfies(
            link ->
                assertThat(link.data().toString())
                    .contains(SERVER)
                    .contains(CLUSTER + "/instances/i"));
  }

  @Test
  void cloudSqlHasSeveralAddresses() throws IOException {
    see("postgresql.Server", "postgresql://34.0.0.9:5432", "{'provider': 'cloudsql'}");
    see(
        "sqladmin.Instance",
        "//cloudsql.googleapis.com/projects/p/instances/i",
        "{'ipAddresses': [{'ipAddress': '10.0.0.1'}, {'ipAddress': '34.0.0.9'}]}");

    assertThat(seen.finish()).isPresent();
    assertThat(links).hasSize(1);
  }

  @Test
  void anAddressThatTwoInstancesHaveSaysNothing() throws IOException {
    see("postgresql.Server", SERVER, "{'provider': 'alloydb'}");
    see("alloydb.Instance", CLUSTER + "/instances/i", "{'ipAddress': '10.1.0.2'}");
    see("alloydb.Instance", CLUSTER + "2/instances/i", "{'ipAddress': '10.1.0.2'}");

    assertThat(seen.finish()).isPresent();
    assertThat(links).isEmpty();
    assertThat(gaps).containsExactly(SERVER + ": 2 instances have the address 10.1.0.2");
  }

  @Test
  void anAddressThatIsAlsoTheInstancesSaysNothingOfAServerOfOnesOwn() throws IOException {
    // Networks repeat addresses; what Google runs looks like it from within.
    see("postgresql.Server", SERVER, "{'provider': 'postgresql'}");
    see("alloydb.Instance", CLUSTER + "/instances/i", "{'ipAddress': '10.1.0.2'}");

    assertThat(seen.finish()).isPresent();
    assertThat(links).isEmpty();
    assertThat(gaps)
        .containsExactly(
            SERVER
                + ": 10.1.0.2 is the address of "
                + CLUSTER
                + "/instances/i, and the server looks like postgresql");
  }

  @Test
  void aServerOfOneServiceIsNoInstanceOfTheOther() throws IOException {
    see("postgresql.Server", SERVER, "{'provider': 'cloudsql'}");
    see("postgresql.Server", "postgresql://10.1.0.3:5432", "{'provider': 'cloudsql'}");
    see("alloydb.Instance", CLUSTER + "/instances/i", "{'ipAddress': '10.1.0.2'}");
    named("postgresql://10.1.0.3:5432/db", CLUSTER + "/instances/i");

    assertThat(seen.finish()).isPresent();
    assertThat(links).isEmpty();
    assertThat(gaps).hasSize(2).allSatisfy(gap -> assertThat(gap).endsWith("looks like cloudsql"));
  }

  @Test
  void aPoolerAndAReadPoolAreTheInstancesThatHaveTheirAddresses() throws IOException {
    see("postgresql.Server", SERVER, "{'provider': 'alloydb'}");
    see("postgresql.Server", "postgresql://10.1.0.2:6432", "{'provider': 'alloydb'}");
    see("postgresql.Server", "postgresql://READS.example.com:5432", "{'provider': 'alloydb'}");
    see("postgresql.Server", "postgresql://10.9.0.9:6432", "{'provider': 'alloydb'}");
    see("alloydb.Instance", CLUSTER + "/instances/i", "{'ipAddress': '10.1.0.2'}");
    see(
        "alloydb.Instance",
        CLUSTER + "/instances/reads",
        "{'instanceType': 'READ_POOL', 'pscInstanceConfig': {'pscDnsName': 'reads.example.com.'}}");

    assertThat(seen.finish()).isPresent();
    assertThat(links)
        .extracting(link -> String.valueOf(link.data().get("instance")))
        .containsExactlyInAnyOrder(
            '"' + CLUSTER + "/instances/i\"",
            '"' + CLUSTER + "/instances/i\"",
            '"' + CLUSTER + "/instances/reads\"");
    assertThat(gaps)
        .containsExactly(
            "postgresql://10.9.0.9:6432: no AlloyDB or Cloud SQL instance that was read has the"
                + " address 10.9.0.9");
  }

  @Test
  void aServerOfNobodyKnownIsAGapOnlyIfGoogleRunsIt() throws IOException {
    see("postgresql.Server", SERVER, "{'provider': 'alloydb'}");
    see("postgresql.Server", "postgresql://db.example.com:5432", "{'provider': 'postgresql'}");
    see("alloydb.Instance", CLUSTER + "/instances/i", "{'ipAddress': '10.9.9.9'}");

    assertThat(seen.finish()).isPresent();
    assertThat(gaps)
        .containsExactly(
            SERVER + ": no AlloyDB or Cloud SQL instance that was read has the address 10.1.0.2");
  }

  @Test
  void aNameGoesBeforeTheAddress() throws IOException {
    see("postgresql.Server", SERVER, "{'provider': 'alloydb'}");
    see("alloydb.Instance", CLUSTER + "/instances/i", "{'ipAddress': '10.1.0.2'}");
    see("alloydb.Instance", CLUSTER + "2/instances/i", "{'ipAddress': '10.1.0.2'}");
    named(SERVER + "/db", CLUSTER + "2/instances/i");

    assertThat(seen.finish()).isPresent();
    assertThat(gaps).isEmpty();
    assertThat(links.get(0).data().toString())
        .contains(CLUSTER + "2/instances/i", "\"connection name\"");
  }

  @Test
  void aNameThatTheAddressContradictsLinksNothing() throws IOException {
    see("postgresql.Server", SERVER, "{'provider': 'postgresql'}");
    see("alloydb.Instance", CLUSTER + "/instances/i", "{'ipAddress': '10.1.0.2'}");
    see("alloydb.Instance", CLUSTER + "/instances/j", "{'ipAddress': '10.1.0.3'}");
    named(SERVER + "/db", CLUSTER + "/instances/j");

    assertThat(seen.finish()).isPresent();
    assertThat(links).isEmpty();
    assertThat(gaps)
        .containsExactly(
            SERVER
                + ": connection name says that it is "
                + CLUSTER
                + "/instances/j, but 10.1.0.2 is an address of "
                + CLUSTER
                + "/instances/i");
  }

  @Test
  void twoNamesForOneServerLinkNothing() throws IOException {
    see("postgresql.Server", SERVER, "{'provider': 'postgresql'}");
    see("alloydb.Instance", CLUSTER + "/instances/i", "{}");
    named(SERVER + "/a", CLUSTER + "/instances/i");
    named(SERVER + "/b", CLUSTER + "/instances/j");

    assertThat(seen.finish()).isPresent();
    assertThat(links).isEmpty();
    assertThat(gaps).singleElement().asString().contains("and elsewhere that it is");
  }

  private void named(String source, String instance) {
    seen.source(
        new Source(
            source,
            "postgresql",
            List.of(),
            Map.of(Source.INSTANCE, instance, Source.MATCHED_BY, "connection name")));
  }

  @Test
  void oneScanOfOnePlaneHasNoLinks() throws IOException {
    see("postgresql.Server", SERVER, "{'provider': 'alloydb'}");

    assertThat(seen.finish()).isEmpty();
  }
}
