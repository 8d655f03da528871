package dev.assay.collect.fleet;

import dev.assay.collect.Collector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.postgresql.Bounds;
import dev.assay.collect.postgresql.ConnectException;
import dev.assay.collect.postgresql.ConnectionTarget;
import dev.assay.collect.postgresql.GoogleInstance;
import dev.assay.collect.postgresql.PostgresCollector;
import dev.assay.collect.postgresql.Visit;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * The instances that the collectors of Google Cloud come upon, and the collectors that read their
 * databases: one instance of each cluster, for the others are copies of it. What was read from
 * files is not connected to: only Google tells where a password may go.
 */
public final class Fleet {
  /** The kinds that tell of instances. */
  public static final Set<String> KINDS =
      Set.of("alloydb.Cluster", "alloydb.Instance", "sqladmin.Instance");

  /** Two calls come before the first byte to the instance. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final GoogleClients clients;
  private final FleetLogin login;
  private final Connectors connectors;
  private final Passwords passwords;
  private final Predicate<String> asked;
  private final Map<String, FoundInstance> instances = new ConcurrentHashMap<>();

  /** AlloyDB's clusters that are copies of others, both by their ids. */
  private final Map<String, String> copies = new ConcurrentHashMap<>();

  public Fleet(
      GoogleClients clients,
      FleetLogin login,
      Connectors connectors,
      Passwords passwords,
      Predicate<String> asked) {
    this.clients = clients;
    this.login = login;
    this.connectors = connectors;
    this.passwords = passwords;
    this.asked = asked;
  }

  /** The same collector, whose facts this sees. */
  public Collector watch(Collector collector) {
    return new Collector() {
      @Override
      public Source source() {
        return collector.source();
      }

      @Override
      public Source collect(Sink sink) {
        return collector.collect(
            new Sink() {
              @Override
              public void fact(Fact fact) {
                sink.fact(fact);
                see(fact);
              }

              @Override
              public void gap(Gap gap) {
                sink.gap(gap);
              }
            });
      }
    };
  }

  private void see(Fact fact) {
    FoundInstance.of(fact).ifPresent(found -> instances.put(found.id(), found));
    if (fact.kind().equals("alloydb.Cluster")
        && fact.data().get("secondaryConfig") instanceof RegoObject secondary
        && secondary.get("primaryClusterName") instanceof RegoString primary) {
      copies.put(fact.id(), "//alloydb.googleapis.com/" + primary.value());
    }
  }

  /**
   * The collectors of what was found, and one that tells what was left out.
   *
   * @param named what is read anyway, since the user named it
   */
  public List<Collector> collectors(Collection<ConnectionTarget> named) {
    Set<String> taken = new HashSet<>();
    for (ConnectionTarget target : named) {
      taken.add(target.host());
      target.instance().ifPresent(instance -> taken.add(instance.id()));
    }
    Set<String> written = new HashSet<>();
    List<FoundInstance> all = new ArrayList<>();
    for (FoundInstance found : new TreeMap<>(instances).values()) {
      String primary = copies.get(found.writesTo());
      FoundInstance known =
          primary == null || found.copyOf().isPresent() ? found : found.copyOf(primary);
      all.add(known);
      if (known.copyOf().isEmpty()) {
        written.add(known.writesTo());
      }
    }
    List<FoundInstance> read = new ArrayList<>();
    Set<String> left = new TreeSet<>();
    for (FoundInstance found : all) {
      boolean copied = found.copyOf().filter(written::contains).isPresent();
      boolean given =
          taken.contains(found.id())
              || found.addresses().values().stream().anyMatch(taken::contains);
      if (copied && !given) {
        left.add(found.instance().name());
      } else if (!given) {
        read.add(found);
      }
    }
    List<Collector> collectors = new ArrayList<>(PostgresCollector.of(visits(read), asked));
    collectors.add(new Account(read.size(), left));
    return collectors;
  }

  private List<Visit> visits(List<FoundInstance> found) {
    Bounds bounds =
        login
            .connections()
            .map(Bounds.DEFAULT::withConnections)
            .orElse(Bounds.DEFAULT)
            .withConnect(PATIENCE);
    ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
    clients.sideBySide(
        found.stream().map(each -> (Runnable) () -> visits.addAll(visits(each, bounds))).toList());
    return List.copyOf(visits);
  }

  /** What befalls one of them leaves the others alone. */
  private List<Visit> visits(FoundInstance found, Bounds bounds) {
    try {
      ConnectionTarget target = target(found);
      return login.all() && found.obstacle().isEmpty()
          ? PostgresCollector.everyDatabase(target, bounds)
          : List.of(new Visit(target, bounds));
    } catch (RuntimeException fault) {
      ConnectException e =
          new ConnectException(
              Cause.FAILED, fault.toString(), "Please report this, with the output of --debug.");
      return List.of(new Visit(refused(found.instance(), "?", e), bounds));
    }
  }

  private ConnectionTarget refused(GoogleInstance instance, String user, ConnectException e) {
    return ConnectionTarget.of(
        instance,
        login.database(),
        user,
        (database, properties) -> {
          throw e;
        });
  }

  private ConnectionTarget target(FoundInstance found) {
    GoogleInstance instance = found.instance();
    String user = "?";
    try {
      user = user();
      String who = user;
      if (found.obstacle().isPresent()) {
        throw new ConnectException(
            Cause.UNAVAILABLE,
            found.obstacle().get(),
            "Scan when the instance runs, or leave it out.");
      }
      Optional<Network> network = network(found);
      NotConnected explain =
          new NotConnected(
              instance, clients.settings().endpoint(Connectors.service(instance)), who, login);
      return ConnectionTarget.of(
          instance,
          login.database(),
          who,
          (database, properties) -> {
            try {
              properties.putAll(driver(found, network));
              properties.setProperty("password", password());
              String address = login.byAddress() ? address(found, network) : "localhost";
              return DriverManager.getConnection(
                  "jdbc:postgresql://" + address + "/" + database, properties);
            } catch (IOException e) {
              throw new ConnectException(
                  Cause.DENIED,
                  String.valueOf(e.getMessage()),
                  "Run `gcloud auth application-default login`.");
            } catch (SQLException e) {
              throw explain.of(e);
            }
          });
    } catch (ConnectException e) {
      return refused(instance, user, e);
    }
  }

  private String user() throws ConnectException {
    if (login.user().isPresent()) {
      return login.user().get();
    }
    try {
      Optional<String> own = connectors.user();
      if (own.isPresent()) {
        return own.get();
      }
    } catch (IOException e) {
      throw new ConnectException(
          Cause.DENIED,
          "no Google credentials: " + e.getMessage(),
          "Run `gcloud auth application-default login`.");
    }
    throw new ConnectException(
        Cause.DENIED,
        "the credentials do not tell whose they are",
        "Name the IAM database user: google.databases.user in assay.yaml.");
  }

  /** AlloyDB's connector takes one way; it has to be one that there is. */
  private Optional<Network> network(FoundInstance found) throws ConnectException {
    if (login.network().isPresent()) {
      Network wanted = login.network().get();
      if (!found.addresses().isEmpty() && !found.addresses().containsKey(wanted)) {
        throw new ConnectException(
            Cause.UNREACHABLE,
            "it has no " + wanted.key() + " address",
            "Set network under google.databases in assay.yaml to one that it has.");
      }
      return login.network();
    }
    if (!found.instance().isAlloyDb() && !login.byAddress()) {
      return Optional.empty();
    }
    for (Network network : Network.values()) {
      if (found.addresses().containsKey(network)) {
        return Optional.of(network);
      }
    }
    return Optional.empty();
  }

  private static String address(FoundInstance found, Optional<Network> network)
      throws ConnectException {
    String address = network.map(found.addresses()::get).orElse("");
    if (address.isEmpty()) {
      throw new ConnectException(
          Cause.UNREACHABLE,
          "Google tells no address of it",
          "Leave out through: address, so that Google's connector is taken.");
    }
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private Map<String, String> driver(FoundInstance found, Optional<Network> network)
      throws IOException {
    // By address nobody vouches for the server: it is shown no password, but a proof of it.
    return login.byAddress()
        ? Map.of("sslmode", "require", "requireAuth", "scram-sha-256")
        : connectors.properties(found.instance(), login.byIam(), network);
  }

  private String password() throws ConnectException {
    return login.password().isPresent() ? passwords.read(login.password().get()) : "";
  }

  /** Tells what was not connected to. */
  private record Account(int connected, Set<String> left) implements Collector {
    @Override
    public Source source() {
      Map<String, String> details = new TreeMap<>();
      details.put("instances connected to", String.valueOf(connected));
      if (!left.isEmpty()) {
        details.put("copies of these, not connected to", String.join(" ", left));
      }
      return new Source("assay:fleet", "fleet", List.of(), details);
    }

    @Override
    public Source collect(Sink sink) {
      return source();
    }
  }
}
