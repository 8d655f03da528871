package dev.assay.collect.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.fixtures.postgresql.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One scan of the {@link Estate} on each supported major, made once for all tests. */
final class EveryMajor {
  private static final String MODULES =
      "pg_stat_statements,auto_explain,auth_delay,passwordcheck,plpgsql,pgcrypto";
  private static final Map<Integer, Collected> SCANS = scanAll();

  private EveryMajor() {}

  /** By major. */
  static Map<Integer, Collected> scans() {
    return SCANS;
  }

  private static Map<Integer, Collected> scanAll() {
    Map<Integer, Collected> scans = new TreeMap<>();
    for (int major : List.of(14, 15, 16, 17, 18)) {
      try {
        scans.put(major, scan(major));
      } catch (Exception e) {
        throw new AssertionError("PostgreSQL " + major + " could not be scanned", e);
      }
    }
    return scans;
  }

  private static Collected scan(int major) throws Exception {
    PostgresServer.Builder builder =
        PostgresServer.builder()
            .major(major)
            .setting("shared_preload_libraries", MODULES)
            .setting("max_prepared_transactions", "1")
            .setting("primary_conninfo", "host=example.org password=sk_live_conninfo");
    unlisted().forEach(name -> builder.setting(name, "1"));
    try (PostgresServer server = Estate.fill(builder.start());
        Connection session = server.connect("shop")) {
      session.isValid(5);
      server.execute("shop", "BEGIN; SELECT txid_current(); PREPARE TRANSACTION 'sk_live_gid'");
      return Collected.from(server);
    }
  }

  /** The parameters that are asked for by name, since AlloyDB answers them without listing them. */
  private static List<String> unlisted() throws IOException {
    try (InputStream in = FactQuery.class.getResourceAsStream("facts/settings.sql")) {
      String sql = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      String array = sql.substring(sql.indexOf("unnest(ARRAY["), sql.indexOf("]) x(name)"));
      return Pattern.compile("'([^']+)'")
          .matcher(array)
          .results()
          .map((MatchResult r) -> r.group(1))
          .toList();
    }
  }
}
