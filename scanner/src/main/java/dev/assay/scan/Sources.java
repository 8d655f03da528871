package dev.assay.scan;

import dev.assay.collect.Collector;
import dev.assay.collect.alloydb.AlloyDbCollector;
import dev.assay.collect.asset.AssetCollector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.Territory;
import dev.assay.collect.postgresql.Bounds;
import dev.assay.collect.postgresql.ConnectionTarget;
import dev.assay.collect.postgresql.PostgresCollector;
import dev.assay.collect.postgresql.Visit;
import dev.assay.collect.rest.RestCollector;
import dev.assay.config.Config;
import dev.assay.input.InputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The collectors that a configuration asks for, and what they share. */
public final class Sources implements AutoCloseable {
  private final GoogleClients google;
  private final List<Collector> collectors = new ArrayList<>();

  /**
   * @param asked the kinds that somebody will look at
   * @param now the time of the snapshot
   * @param environment where passwords and defaults of connections come from
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
    List<Visit> visits = new ArrayList<>();
    for (Config.Database database : config.databases()) {
      try {
        ConnectionTarget target = ConnectionTarget.parse(database.url(), environment);
        if (database.instance().isPresent()) {
          target = target.of(database.instance().get());
        }
        target.warnings().forEach(warning);
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
    google = new GoogleClients(config.google().settings());
    for (String parent : config.google().parents()) {
      collectors.addAll(google(new Territory(google, parent), asked, now));
    }
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

  @Override
  public void close() {
    google.close();
  }
}
