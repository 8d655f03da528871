package dev.assay.scenarios;

import static dev.assay.scenarios.ScenarioServer.PASSWORD;
import static dev.assay.scenarios.ScenarioServer.quoted;

import dev.assay.audit.Audit;
import dev.assay.collect.Collector;
import dev.assay.collect.postgresql.Bounds;
import dev.assay.collect.postgresql.ConnectionTarget;
import dev.assay.collect.postgresql.PostgresCollector;
import dev.assay.fixtures.postgresql.ApplicationSessions;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Makes a server what a scenario says, scans it with the rule, and compares the verdicts. */
final class ScenarioRun {
  private final Scenario scenario;
  private final ScenarioServer place;
  private final PostgresServer server;
  private PostgresServer scanned;
  private final RulePack pack;

  ScenarioRun(Scenario scenario, ScenarioServer place, RulePack all) {
    this.scenario = scenario;
    this.place = place;
    this.server = place.server();
    this.scanned = server;
    this.pack = all.select(rule -> rule.id().equals(scenario.rule().id()));
  }

  /** What does not hold; empty if all does. */
  List<String> run() throws Exception {
    String database = place.createDatabase();
    Map<String, String> settings = new LinkedHashMap<>(scenario.settings());
    settings.keySet().removeAll(place.start().settings().keySet());
    PostgresServer standby = null;
    try (ApplicationSessions sessions = new ApplicationSessions(server)) {
      place.set(settings);
      try (Connection c = server.connect(database)) {
        PostgresServer.execute(c, scenario.provider().roles());
        extensions(c);
        PostgresServer.execute(c, filled(database, scenario.setup()));
      }
      if (scenario.standby().isPresent()) {
        standby =
            PostgresServer.builder().settings(scenario.standby().get()).standbyOf(server).start();
        scanned = scenario.scansStandby() ? standby : server;
      }
      List<Thread> waiting = new ArrayList<>();
      for (Scenario.Session session : scenario.sessions()) {
        open(database, session, sessions, waiting);
      }
      if (!scenario.after().isBlank()) {
        server.execute(database, filled(database, scenario.after()));
      }
      if (standby != null) {
        awaitReplay(standby);
      }
      place.leave();
      Thread.sleep((long) (scenario.pause() * 1000));
      return mismatches(database, scan(database));
    } finally {
      if (standby != null) {
        standby.close();
      }
      place.reset(scenario.reset(), settings);
    }
  }

  private String filled(String database, String text) {
    return text.replace("{database}", database).replace("{role}", scanRole());
  }

  private String scanRole() {
    return switch (scenario.roleAs()) {
      case "superuser" -> PostgresServer.SUPERUSER;
      case "bare" -> "assay_bare";
      default -> "assay_monitor";
    };
  }

  /** Installs what there is, and lets the catalog tell of the others as if they were. */
  private void extensions(Connection c) throws SQLException {
    for (Map.Entry<String, String> extension : scenario.extensions().entrySet()) {
      String[] at = extension.getValue().split(" in ", 2);
      String schema = at.length > 1 ? at[1] : "public";
      String name = "'" + extension.getKey() + "'";
      PostgresServer.execute(
          c,
          "CREATE SCHEMA IF NOT EXISTS "
              + quoted(schema)
              + ";\nDO $$ BEGIN\n"
              + "IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = "
              + name
              + ") THEN\n  CREATE EXTENSION "
              + quoted(extension.getKey())
              + " SCHEMA "
              + quoted(schema)
              + ";\n  UPDATE pg_extension SET extversion = '"
              + at[0]
              + "' WHERE extname = "
              + name
              + " AND '"
              + at[0]
              + "' <> '';\nELSE\n  INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)\n"
              + "  SELECT pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index'), "
              + name
              + ", 10, oid, true, '"
              + at[0]
              + "' FROM pg_namespace WHERE nspname = '"
              + schema
              + "';\nEND IF; END $$");
    }
  }

  private void open(
      String database, Scenario.Session session, ApplicationSessions sessions, List<Thread> waiting)
      throws SQLException, InterruptedException {
    String role = session.role().isEmpty() ? PostgresServer.SUPERUSER : session.role();
    String password = server.password();
    if (!session.role().isEmpty()) {
      password = PASSWORD;
      server.execute(
          "postgres", "ALTER ROLE " + quoted(role) + " LOGIN PASSWORD '" + password + "'");
    }
    String sslmode = scenario.tls() ? "require" : "disable";
    Connection c = sessions.open(database, role, password, session.application(), sslmode);
    if (!session.sql().isBlank()) {
      try (Statement s = c.createStatement()) {
        s.execute(filled(database, session.sql()));
      }
    }
    if (!session.waits().isBlank()) {
      int pid = c.unwrap(org.postgresql.PGConnection.class).getBackendPID();
      Thread waits = new Thread(() -> wait(c, filled(database, session.waits())));
      waits.setDaemon(true);
      waits.start();
      waiting.add(waits);
      awaitLock(pid);
    }
  }

  /** Ends with an error when the session that it waits for, or its own, is closed: as expected. */
  private static void wait(Connection c, String sql) {
    try (Statement s = c.createStatement()) {
      s.execute(sql);
    } catch (SQLException closed) {
      return;
    }
  }

  private void awaitLock(int pid) throws SQLException, InterruptedException {
    try (Connection c = server.connect("postgres");
        Statement s = c.createStatement()) {
      while (true) {
        try (ResultSet r =
            s.executeQuery("SELECT wait_event_type FROM pg_stat_activity WHERE pid = " + pid)) {
          if (r.next() && "Lock".equals(r.getString(1))) {
            return;
          }
        }
        Thread.sleep(10);
      }
    }
  }

  /** Until the standby streams and has all; or not, where the scenario keeps it from that. */
  private void awaitReplay(PostgresServer standby) throws SQLException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    String now = one(server, "SELECT pg_current_wal_lsn()");
    String caughtUp =
        "SELECT EXISTS (SELECT 1 FROM pg_stat_wal_receiver WHERE status = 'streaming')"
            + " AND pg_last_wal_replay_lsn() >= '"
            + now
            + "'";
    while (!one(standby, caughtUp).equals("t") && System.nanoTime() < end) {
      Thread.sleep(20);
    }
  }

  private static String one(PostgresServer server, String sql) throws SQLException {
    try (Connection c = server.connect("postgres");
        Statement s = c.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      r.next();
      return r.getString(1);
    }
  }

  private AuditReport scan(String database) throws InputException {
    String password = scenario.roleAs().equals("superuser") ? server.password() : PASSWORD;
    String url =
        scanned.url(database, scanRole(), password)
            + "?sslmode="
            + (scenario.tls() ? "require" : "disable");
    ConnectionTarget target = ConnectionTarget.parse(url, Map.of());
    List<Source> sources = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    Sink sink =
        new Sink() {
          @Override
          public synchronized void fact(Fact fact) {
            facts.add(fact);
          }

          @Override
          public synchronized void gap(Gap gap) {
            gaps.add(gap);
          }
        };
    Set<String> kinds = pack.kinds();
    for (Collector collector :
        PostgresCollector.of(List.of(target), Bounds.DEFAULT, kinds::contains)) {
      sources.add(collector.collect(sink));
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Snapshot snapshot = Snapshot.of(new SnapshotHeader("", now), sources, gaps, facts);
    return new Audit("", pack, scenario.parameters()).of(snapshot, now);
  }

  private List<String> mismatches(String database, AuditReport report) {
    Map<String, Set<Verdict>> verdicts = new TreeMap<>();
    Map<String, String> reasons = new TreeMap<>();
    for (Finding finding : report.findings()) {
      String id = finding.resource().id();
      verdicts.computeIfAbsent(id, i -> new TreeSet<>()).add(finding.verdict());
      reasons.merge(
          id, finding.verdict().label() + " " + finding.message(), (a, b) -> a + "; " + b);
    }
    List<String> wrong = new ArrayList<>();
    scenario
        .expected()
        .forEach(
            (verdict, ids) -> {
              for (String id : ids) {
                String whole = id(database, id);
                if (!verdicts.getOrDefault(whole, Set.of()).equals(Set.of(verdict))) {
                  wrong.add(
                      "%s: expected %s, found %s"
                          .formatted(
                              whole, verdict.label(), reasons.getOrDefault(whole, "nothing")));
                }
              }
            });
    if (scenario.clean()) {
      verdicts.forEach(
          (id, found) -> {
            if (found.contains(Verdict.FAIL) || found.contains(Verdict.UNKNOWN)) {
              wrong.add(id + ": expected no failure, found " + reasons.get(id));
            }
          });
    }
    if (!wrong.isEmpty()) {
      wrong.add("all verdicts: " + reasons);
      report.gaps().forEach(gap -> wrong.add("gap: " + gap));
    }
    return wrong;
  }

  /** {@code server}, or what stands below it: {@code -/roles/x}, {@code {database}/app/t}. */
  private String id(String database, String id) {
    String root = "postgresql://127.0.0.1:" + scanned.port();
    return id.equals("server") ? root : root + "/" + id.replace("{database}", database);
  }
}
