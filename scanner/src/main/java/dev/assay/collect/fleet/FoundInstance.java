package dev.assay.collect.fleet;

import dev.assay.collect.postgresql.GoogleInstance;
import dev.assay.input.InputException;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.snapshot.Fact;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of an instance to connect to it.
 *
 * @param id of its resource
 * @param copyOf the id of what it is a copy of: a cluster of AlloyDB, an instance of Cloud SQL;
 *     empty if it is written to itself
 * @param obstacle why nobody can connect to it now; empty if it runs
 */
record FoundInstance(
    String id,
    GoogleInstance instance,
    Optional<String> copyOf,
    Optional<String> obstacle,
    Map<Network, String> addresses) {

  FoundInstance {
    addresses = Map.copyOf(addresses);
  }

  /** The id of the cluster; of the instance itself for Cloud SQL. */
  String writesTo() {
    return instance.isAlloyDb() ? id.replaceFirst("/instances/[^/]+$", "") : id;
  }

  /** The same as a copy of another cluster. */
  FoundInstance copyOf(String cluster) {
    return new FoundInstance(id, instance, Optional.of(cluster), obstacle, addresses);
  }

  /** Empty if the fact is about something else, or another database than PostgreSQL. */
  static Optional<FoundInstance> of(Fact fact) {
    try {
      return switch (fact.kind()) {
        case "alloydb.Instance" -> Optional.of(alloyDb(fact));
        case "sqladmin.Instance" -> cloudSql(fact);
        default -> Optional.empty();
      };
    } catch (InputException noSuchName) {
      return Optional.empty();
    }
  }

  private static FoundInstance alloyDb(Fact fact) throws InputException {
    RegoObject data = fact.data();
    Map<Network, String> addresses = new EnumMap<>(Network.class);
    put(addresses, Network.PRIVATE, text(data, "ipAddress"));
    put(addresses, Network.PUBLIC, text(data, "publicIpAddress"));
    put(addresses, Network.PSC, text(data.get("pscInstanceConfig"), "pscDnsName"));
    String cluster = fact.id().replaceFirst("/instances/[^/]+$", "");
    boolean pool = text(data, "instanceType").equals("READ_POOL");
    String state = text(data, "state");
    boolean runs = state.isEmpty() || state.equals("READY") || state.equals("MAINTENANCE");
    return new FoundInstance(
        fact.id(),
        GoogleInstance.parse(fact.id()),
        pool ? Optional.of(cluster) : Optional.empty(),
        runs ? Optional.empty() : Optional.of("its state is " + state),
        addresses);
  }

  private static Optional<FoundInstance> cloudSql(Fact fact) throws InputException {
    RegoObject data = fact.data();
    if (!text(data, "databaseVersion").startsWith("POSTGRES")) {
      return Optional.empty();
    }
    Map<Network, String> addresses = new EnumMap<>(Network.class);
    if (data.get("ipAddresses") instanceof RegoArray all) {
      for (Value address : all) {
        switch (text(address, "type")) {
          case "PRIVATE" -> put(addresses, Network.PRIVATE, text(address, "ipAddress"));
          case "PRIMARY" -> put(addresses, Network.PUBLIC, text(address, "ipAddress"));
          default -> {
            // The address by which it goes out is nobody's way in.
          }
        }
      }
    }
    put(addresses, Network.PSC, text(data, "dnsName"));
    String project = fact.id().replaceFirst(".*/projects/([^/]+)/.*", "$1");
    String name =
        text(data, "connectionName").isEmpty()
            ? project + ":" + text(data, "region") + ":" + fact.id().replaceFirst(".*/", "")
            : text(data, "connectionName");
    String master = text(data, "masterInstanceName");
    String state = text(data, "state");
    boolean stopped = text(data.get("settings"), "activationPolicy").equals("NEVER");
    boolean runs = (state.isEmpty() || state.equals("RUNNABLE")) && !stopped;
    return Optional.of(
        new FoundInstance(
            fact.id(),
            GoogleInstance.parse(name),
            master.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    "//cloudsql.googleapis.com/projects/"
                        + project
                        + "/instances/"
                        + master.replaceFirst(".*:", "")),
            runs
                ? Optional.empty()
                : Optional.of(stopped ? "it is stopped" : "its state is " + state),
            addresses));
  }

  private static void put(Map<Network, String> addresses, Network network, String address) {
    if (!address.isEmpty()) {
      addresses.putIfAbsent(network, address.replaceFirst("\\.$", ""));
    }
  }

  private static String text(@Nullable Value value, String key) {
    return value instanceof RegoObject object && object.get(key) instanceof RegoString text
        ? text.value()
        : "";
  }
}
