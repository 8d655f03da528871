package dev.assay.collect.rest;

import com.google.api.gax.rpc.StatusCode;
import dev.assay.collect.Collector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.Listing;
import dev.assay.collect.google.Reading;
import dev.assay.collect.google.Refusal;
import dev.assay.collect.google.RefusedException;
import dev.assay.collect.google.RestClient;
import dev.assay.collect.google.Territory;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads what Cloud Asset Inventory lacks, by the {@link Endpoints} of the kinds that are asked for.
 * What a list is asked for may come from another list (locations, instances, billing accounts):
 * those are read first, and where they have gaps, so have the others.
 */
public final class RestCollector implements Collector {
  private final GoogleClients clients;
  private final Territory territory;
  private final Instant now;
  private final Set<Endpoint> endpoints;
  private final boolean timeSeries;
  private final Source source;
  private final Targets targets = new Targets();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param asked the kinds that somebody will look at
   * @param now the end of the time that metrics are read for
   */
  public RestCollector(
      GoogleClients clients, Territory territory, Predicate<String> asked, Instant now) {
    this.clients = clients;
    this.territory = territory;
    this.now = now;
    this.endpoints = new LinkedHashSet<>();
    for (Endpoint endpoint : Endpoints.ALL) {
      if (asked.test(endpoint.gapKind())) {
        endpoints.add(endpoint);
      }
    }
    this.timeSeries = asked.test(TimeSeries.KIND);
    Set<String> kinds = new TreeSet<>();
    endpoints.forEach(endpoint -> kinds.add(endpoint.kind()));
    if (timeSeries) {
      kinds.add(TimeSeries.KIND);
    }
    this.source =
        new Source("//googleapis.com/" + territory.parent(), "rest", List.copyOf(kinds), Map.of());
  }

  /** What it can read: kinds, and parts of kinds as gaps name them. */
  public static Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(Set.of(TimeSeries.KIND));
    Endpoints.ALL.forEach(endpoint -> kinds.add(endpoint.gapKind()));
    return kinds;
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public Source collect(Sink sink) {
    Territory.Hierarchy hierarchy = territory.hierarchy();
    Territory.Databases databases = territory.databases();
    Reader reader = new Reader(sink, hierarchy);
    for (Gap gap : databases.gaps()) {
      source.kinds().forEach(kind -> sink.gap(reader.of(gap, kind, gap.scope())));
    }
    targets.of(territory, hierarchy, databases);
    if (!hierarchy.gaps().isEmpty()) {
      reader.withoutHierarchy(hierarchy.gaps());
    }
    // What feeds others, and what waits for nothing; then what was fed.
    Set<Endpoint> first = new LinkedHashSet<>();
    List<Endpoint> fed = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      feeder(endpoint.over()).ifPresent(first::add);
    }
    for (Endpoint endpoint : endpoints) {
      if (feeder(endpoint.over()).isEmpty()) {
        first.add(endpoint);
      } else {
        fed.add(endpoint);
      }
    }
    List<Runnable> tasks = new ArrayList<>();
    first.forEach(endpoint -> tasks.addAll(reader.tasks(endpoint)));
    if (timeSeries) {
      tasks.addAll(reader.timeSeries());
    }
    clients.sideBySide(tasks);
    tasks.clear();
    fed.forEach(endpoint -> tasks.addAll(reader.tasks(endpoint)));
    clients.sideBySide(tasks);
    Map<String, String> details = new TreeMap<>(source.details());
    details.put("projects", String.join(" ", databases.all()));
    return new Source(source.id(), source.collector(), source.kinds(), details);
  }

  /** The list that tells what there is to ask for. */
  private static Optional<Endpoint> feeder(Over over) {
    return switch (over) {
      case ALLOYDB_LOCATION, ONE_PER_LOCATION, CLUSTER -> Optional.of(Endpoints.PLACES);
      case SQL_LOCATION, SQL_POSTGRES -> named(Endpoints.SQL_INSTANCE);
      case ACCOUNT -> named(Endpoints.BILLING_INFO);
      case ACCESS_POLICY -> named(Endpoints.PERIMETERS_POLICY);
      case TERRITORY, PROJECT, ALLOYDB_PROJECT, SQL_PROJECT, ABOVE, ORGANIZATION ->
          Optional.empty();
    };
  }

  private static Optional<Endpoint> named(String kind) {
    return Endpoints.ALL.stream().filter(endpoint -> endpoint.kind().equals(kind)).findFirst();
  }

  /** Reading, with what it goes into. */
  private final class Reader {
    private final Sink sink;
    private final Territory.Hierarchy hierarchy;

    Reader(Sink sink, Territory.Hierarchy hierarchy) {
      this.sink = sink;
      this.hierarchy = hierarchy;
    }

    /** Whoever does not know what lies above cannot read what is set there. */
    void withoutHierarchy(List<Gap> gaps) {
      Set<Endpoint> all = new LinkedHashSet<>(endpoints);
      endpoints.forEach(endpoint -> feeder(endpoint.over()).ifPresent(all::add));
      for (Endpoint endpoint : all) {
        if (endpoint.over() == Over.ABOVE || endpoint.over() == Over.ORGANIZATION) {
          for (Gap gap : gaps) {
            gap(endpoint, of(gap, endpoint.gapKind(), gap.scope()));
          }
        }
      }
    }

    List<Runnable> tasks(Endpoint endpoint) {
      List<Runnable> tasks = new ArrayList<>();
      for (List<Target> alternatives : targets.of(endpoint.over())) {
        List<String> choices = endpoint.choices().isEmpty() ? List.of("") : endpoint.choices();
        for (String choice : choices) {
          tasks.add(() -> read(endpoint, alternatives, choice));
        }
      }
      return tasks;
    }

    /** Asks the first of the alternatives, the next one only if that fails. */
    private void read(Endpoint endpoint, List<Target> alternatives, String choice) {
      List<Gap> gaps = new ArrayList<>();
      for (Target target : alternatives) {
        Map<String, String> names = new TreeMap<>(target.names());
        names.putAll(Endpoints.names(choice));
        Listing.Outcome outcome = list(endpoint, target, names);
        if (outcome.gaps().isEmpty()) {
          return;
        }
        for (Gap gap : outcome.gaps()) {
          if (gap.scope().equals(target.scopes().get(0))) {
            target.scopes().forEach(scope -> gaps.add(gap.also(gap.kind(), scope)));
          } else {
            gaps.add(gap);
          }
        }
      }
      gaps.forEach(gap -> gap(endpoint, gap));
    }

    /** Tells a gap, and what it keeps from being asked for. */
    private void gap(Endpoint endpoint, Gap gap) {
      if (source.kinds().contains(endpoint.kind())) {
        tell(gap);
      }
      for (Endpoint fed : endpoints) {
        if (!fed.equals(endpoint) && feeder(fed.over()).filter(endpoint::equals).isPresent()) {
          tell(gap.also(fed.gapKind(), gap.scope()));
        }
      }
    }

    /** A project may have been asked for by its number. */
    private void tell(Gap gap) {
      sink.gap(gap.also(gap.kind(), hierarchy.byId(gap.scope())));
    }

    private Listing.Outcome list(Endpoint endpoint, Target target, Map<String, String> names) {
      Reading reading = reading(endpoint, target, names);
      RestClient client;
      try {
        client = clients.rest(endpoint.service());
      } catch (IOException e) {
        return new Listing.Outcome(List.of(reading.notOpened(e)), Optional.empty(), 0);
      }
      return Listing.read(
          reading,
          token -> page(endpoint, client.ask(question(endpoint, names, token)), names),
          page -> page.forEach(item -> item(endpoint, client, reading, names, item)));
    }

    private Listing.Page<RegoObject> page(
        Endpoint endpoint, RegoObject answer, Map<String, String> names) {
      List<RegoObject> items =
          endpoint.items().isEmpty() ? List.of(answer) : Answer.items(endpoint, answer);
      List<String> unreachable = new ArrayList<>();
      each(answer, "unreachable", place -> unreachable.add(text(place)));
      // Cloud SQL's way to say the same: {"code": "REGION_UNREACHABLE", "region": …}.
      each(
          answer,
          "warnings",
          warning -> {
            if (warning instanceof RegoObject object) {
              String region = Endpoint.text(object, "region");
              unreachable.add(
                  "projects/"
                      + names.get("project")
                      + "/locations/"
                      + (region.isEmpty() ? "-" : region));
            }
          });
      return new Listing.Page<>(items, Answer.next(answer), unreachable);
    }

    private void item(
        Endpoint endpoint,
        RestClient client,
        Reading reading,
        Map<String, String> names,
        RegoObject listed) {
      if (endpoint.id().contains("{.name}") && Endpoint.text(listed, "name").isEmpty()) {
        gap(endpoint, reading.failed(RestClient.unexpected("an entry has no name").refusal(), 0));
        return;
      }
      targets.feed(endpoint, names, listed);
      if (!source.kinds().contains(endpoint.kind())) {
        return;
      }
      RegoObject item = listed;
      if (!endpoint.detail().isEmpty()) {
        String path = Endpoint.fill(endpoint.detail(), names, listed);
        try {
          item =
              client.ask(
                  new RestClient.Question(
                      "get " + endpoint.method(), path, Map.of(), Optional.empty()));
        } catch (RefusedException e) {
          Reading one = reading.with(reading.permission().replaceFirst("\\.list$", ".get"));
          gap(endpoint, one.failed(e.refusal(), 0));
          return;
        }
      }
      for (RegoObject each : Shapes.of(endpoint, names, item)) {
        String id = hierarchy.byId(Endpoint.fill(endpoint.id(), Shapes.names(names, each), each));
        String parent = hierarchy.byId(Endpoint.fill(endpoint.parent(), names, each));
        if (told.add(id)) {
          sink.fact(new Fact(endpoint.kind(), id, parent, source.id(), each));
        }
      }
    }

    List<Runnable> timeSeries() {
      List<Runnable> tasks = new ArrayList<>();
      for (TimeSeries.Metric metric : TimeSeries.METRICS) {
        for (List<Target> project : targets.of(metric.over())) {
          tasks.add(() -> timeSeries(project.get(0), metric));
        }
      }
      return tasks;
    }

    private void timeSeries(Target target, TimeSeries.Metric metric) {
      String project = target.name("project");
      Endpoint endpoint =
          Endpoint.of(
                  TimeSeries.KIND,
                  GoogleService.MONITORING,
                  Over.PROJECT,
                  "timeSeries",
                  "v3/projects/{project}/timeSeries",
                  "timeSeries")
              .needs("monitoring.timeSeries.list")
              .build();
      Reading reading = reading(endpoint, target, target.names());
      TimeSeries series = new TimeSeries(project, metric, now);
      RestClient client;
      try {
        client = clients.rest(GoogleService.MONITORING);
      } catch (IOException e) {
        tell(reading.notOpened(e));
        return;
      }
      Listing.Outcome outcome =
          Listing.read(
              reading,
              token -> {
                Map<String, String> query = new TreeMap<>(metric.query(now));
                if (!token.isEmpty()) {
                  query.put("pageToken", token);
                }
                RegoObject answer =
                    client.ask(
                        new RestClient.Question(
                            endpoint.method(),
                            Endpoint.fill(endpoint.path(), target.names(), RegoObject.EMPTY),
                            query,
                            Optional.empty()));
                return page(endpoint, answer, target.names());
              },
              page -> page.forEach(series::add));
      boolean unknownMetric =
          outcome
              .refusal()
              .map(Refusal::code)
              .filter(c -> c == StatusCode.Code.NOT_FOUND)
              .isPresent();
      if (unknownMetric) {
        return; // A metric of which the project has never had a point: there is no series.
      }
      outcome.gaps().forEach(this::tell);
      for (TimeSeries.Summary summary : series.summaries()) {
        if (told.add(summary.id())) {
          sink.fact(
              new Fact(
                  TimeSeries.KIND, summary.id(), summary.parent(), source.id(), summary.data()));
        }
      }
    }

    private RestClient.Question question(
        Endpoint endpoint, Map<String, String> names, String token) {
      Map<String, String> query = new TreeMap<>();
      endpoint
          .query()
          .forEach((name, value) -> query.put(name, Endpoint.fill(value, names, RegoObject.EMPTY)));
      String path = Endpoint.fill(endpoint.path(), names, RegoObject.EMPTY);
      Optional<RegoObject> body = Shapes.body(endpoint, names, token);
      if (body.isEmpty() && !token.isEmpty()) {
        query.put("pageToken", token);
      }
      return new RestClient.Question(endpoint.method(), path, query, body);
    }

    private Reading reading(Endpoint endpoint, Target target, Map<String, String> names) {
      return new Reading(
          endpoint.service(),
          clients.settings().endpoint(endpoint.service()),
          source.id(),
          endpoint.gapKind(),
          Endpoint.fill(endpoint.permission(), names, RegoObject.EMPTY),
          target.parent(),
          target.scopes().get(0),
          Endpoint.fill(endpoint.role(), names, RegoObject.EMPTY));
    }

    private Gap of(Gap gap, String kind, String scope) {
      return new Gap(source.id(), kind, scope, gap.cause(), gap.message(), gap.remedy());
    }
  }

  private static void each(RegoObject answer, String field, Consumer<Value> consumer) {
    if (answer.get(field) instanceof RegoArray array) {
      array.forEach(consumer);
    }
  }

  private static String text(Value value) {
    return value instanceof RegoString string ? string.value() : value.toString();
  }
}
