package dev.assay.scan;

import dev.assay.collect.Collector;
import dev.assay.collect.alloydb.AlloyDbCollector;
import dev.assay.collect.asset.AssetCollector;
import dev.assay.collect.fleet.Connectors;
import dev.assay.collect.fleet.Fleet;
import dev.assay.collect.fleet.PasswordSource;
import dev.assay.collect.fleet.Passwords;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.ProxyVariables;
import dev.assay.collect.google.Territory;
import dev.assay.collect.postgresql.Bounds;
import dev.assay.collect.postgresql.ConnectionTarget;
import dev.assay.collect.postgresql.GoogleInstance;
import dev.assay.collect.postgresql.PostgresCollector;
import dev.assay.collect.postgresql.Visit;
import dev.assay.collect.rest.RestCollector;
import dev.assay.config.Config;
import dev.assay.input.InputException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The collectors that a configuration asks for, and what they share. */
public final class Sources implements AutoCloseable {
  private final GoogleClients google;
  private final Connectors connectors;
  private final Optional<Fleet> fleet;
  private final List<Collector> collectors = new ArrayList<>();
  private final List<ConnectionTarget> named = new ArrayList<>();

  /**
   * @param asked the kinds that somebody will look at
   * @param now the time of the snapshot
   * @param environment where passwords, a proxy and defaults of connections come from
   * @param warning takes what the user should know of how targets were read
   * @throws InputException if a target cannot be understood
   */
  public Sources(
      Config config,
      Predicate<String> asked,
      Instant now,
      Map<String, String> environment,
      Consumer<String> warning)
      throws InputException {
    ProxyVariables.apply(environment);
    google = new GoogleClients(config.google().settings());
    if (!config.google().parents().isEmpty()) {
      google.open();
    }
    connectors = new Connectors(google);
    Passwords passwords = new Passwords(google, environment);
    fleet =
        config
            .google()
            .databases()
            .map(login -> new Fleet(google, login, connectors, passwords, asked));
    List<Visit> visits = new ArrayList<>();
    for (Config.Database database : config.databases()) {
      try {
        ConnectionTarget target = ConnectionTarget.parse(database.url(), environment);
        if (database.instance().isPresent()) {
          target = target.of(database.instance().get());
        }
        target.warnings().forEach(warning);
        named.add(target);
        target = login(target, database, passwords);
        Bounds bounds =
            database.connections().map(Bounds.DEFAULT::withConnections).orElse(Bounds.DEFAULT);
        visits.addAll(
            database.all()
                ? PostgresCollector.everyDatabase(target, bounds)
                : List.of(new Visit(target, bounds)));
      } catch (InputException e) {
        throw new InputException(database.place() + ": " + e.getMessage(), e);
      }
    }
    collectors.addAll(PostgresCollector.of(visits, asked));
    Predicate<String> wanted = fleet.isPresent() ? asked.or(Fleet.KINDS::contains) : asked;
    for (String parent : config.google().parents()) {
      for (Collector collector : google(new Territory(google, parent), wanted, now)) {
        collectors.add(fleet.map(found -> found.watch(collector)).orElse(collector));
      }
    }
  }

  /** A connection that names an instance asks Google where the rest of the scan does. */
  private ConnectionTarget login(
      ConnectionTarget target, Config.Database database, Passwords passwords) {
    ConnectionTarget known = target;
    if (target.connectorsInstance().isPresent()) {
      GoogleInstance instance = target.connectorsInstance().get();
      known =
          known.with(
              () -> {
                try {
                  return connectors.connector(instance);
                } catch (IOException e) {
                  throw new SQLException(e.getMessage(), "28000", e);
                }
              });
    }
    if (database.password().isPresent()) {
      PasswordSource source = database.password().get();
      known = known.with(() -> Map.of("password", passwords.read(source)));
    }
    return known;
  }

  /** None where nobody looks; else the inventory always, since it knows what lies in what. */
  private List<Collector> google(Territory territory, Predicate<String> asked, Instant now) {
    List<Collector> some = new ArrayList<>();
    if (AlloyDbCollector.kinds().stream().anyMatch(asked)) {
      some.add(new AlloyDbCollector(google, territory));
    }
    if (RestCollector.kinds().stream().anyMatch(asked)) {
      some.add(new RestCollector(google, territory, asked, now));
    }
    if (!some.isEmpty() || AssetCollector.kinds().stream().anyMatch(asked)) {
      some.add(new AssetCollector(google, territory, asked));
    }
    return some;
  }

  public List<Collector> collectors() {
    return List.copyOf(collectors);
  }

  /** What follows from what the collectors have read: the databases of the instances found. */
  public List<Collector> later() {
    return fleet.map(found -> found.collectors(named)).orElse(List.of());
  }

  @Override
  public void close() {
    connectors.close();
    google.close();
  }
}
