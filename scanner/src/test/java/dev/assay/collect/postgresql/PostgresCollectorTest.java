package dev.assay.collect.postgresql;

import static dev.assay.collect.postgresql.Collected.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.snapshot.Fact;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresCollectorTest {

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void reads_every_kind_of_every_supported_major(int major) {
    Collected scan = Objects.requireNonNull(EveryMajor.scans().get(major));

    assertThat(scan.gaps()).isEmpty();
    assertThat(scan.facts().stream().map(Fact::kind).collect(Collectors.toSet()))
        .isEqualTo(
            scan.source().kinds().stream()
                .filter(kind -> scan.source().absence(kind).isEmpty())
                // Nothing follows this server, and it follows none.
                .filter(kind -> !kind.matches("postgresql\\.(Replication|Standby)"))
                .collect(Collectors.toSet()));
    assertThat(scan.facts()).extracting(Fact::id).doesNotHaveDuplicates();
    Set<String> ids = scan.facts().stream().map(Fact::id).collect(Collectors.toSet());
    assertThat(scan.facts().stream().map(Fact::parent).filter(Objects::nonNull))
        .allMatch(ids::contains);
    assertThat(scan.source().details())
        .containsEntry("provider", "postgresql")
        .containsEntry("scan_role", "postgres");
    String root = scan.ofKind("Server").get(0).id();
    assertThat(ids)
        .contains(
            root + "/-/settings",
            root + "/-/roles/bare",
            root + "/-/sessions/postgres/shop",
            root + "/closed",
            root + "/shop/app/customer/columns",
            root + "/shop/app/customer/policies/own",
            root + "/shop/app/customer/foreignKeys/customer_tenant_id_fkey",
            root + "/shop/app/customer/indexes/customer_active",
            root + "/shop/app/customer/indexOverlaps/customer_tenant_again:customer_tenant",
            root + "/shop/-/extensions/pg_trgm");
    assertThat(at(scan.data("Server", ""), "major")).hasToString("" + major);
    assertThat(at(scan.data("Settings", ""), "max_connections", "reset_val")).hasToString("100");
    assertThat(at(scan.data("Settings", ""), "log_file_mode", "reset_val")).hasToString("\"0600\"");
    // The driver told the server our own time zone: that is no fact of the server.
    assertThat(at(scan.data("Settings", ""), "TimeZone").toString()).doesNotContain("reset_val");
    assertThat(at(scan.data("Role", "/guest"), "member_of")).hasToString("[\"clerk\"]");
  }
}
