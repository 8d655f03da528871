package dev.assay.scan;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Passes facts on and sees which PostgreSQL server is which instance of Google Cloud: the one that
 * its connection or {@code assay.yaml} names, else the one whose address, or DNS name, it was
 * reached by. Says so as facts {@code assay.DatabaseLink}, if one scan reads both; safe for several
 * threads.
 */
final class DatabaseLinks implements Sink {
  static final String KIND = "assay.DatabaseLink";
  private static final String SOURCE = "assay:links";
  private static final Pattern SERVER =
      Pattern.compile("(postgresql://(\\[[^\\]]+]|[^:/]+):[0-9]+)(?:/.*)?");

  /** How the names begin of what a provider runs. */
  private static final Map<String, String> PLACES =
      Map.of("alloydb", "//alloydb.googleapis.com/", "cloudsql", "//cloudsql.googleapis.com/");

  private final Sink sink;

  /** What the connection, or the user, says of a server; {@code another} contradicts it. */
  private record Named(String instance, String by, Optional<String> another) {}

  private final Map<String, TreeSet<String>> byAddress = new TreeMap<>();
  private final Set<String> instances = new TreeSet<>();
  private final Map<String, Named> named = new TreeMap<>();

  /** Who provides each server, as it looks from within. */
  private final Map<String, String> servers = new TreeMap<>();

  DatabaseLinks(Sink sink) {
    this.sink = sink;
  }

  /** Whether a snapshot that was read has its links already. */
  static boolean isLinks(Source source) {
    return source.id().equals(SOURCE);
  }

  @Override
  public void fact(Fact fact) {
    sink.fact(fact);
    see(fact);
  }

  @Override
  public void gap(Gap gap) {
    sink.gap(gap);
  }

  /** Sees which instance a source's server is said to be. */
  synchronized void source(Source source) {
    String instance = source.details().get(Source.INSTANCE);
    Matcher m = SERVER.matcher(source.id());
    if (instance != null && m.matches()) {
      named.merge(
          m.group(1),
          new Named(
              instance,
              source.details().getOrDefault(Source.MATCHED_BY, "assay.yaml"),
              Optional.empty()),
          (a, b) ->
              a.instance().equals(b.instance())
                  ? a
                  : new Named(a.instance(), a.by(), Optional.of(b.instance())));
    }
  }

  private synchronized void see(Fact fact) {
    switch (fact.kind()) {
      case "postgresql.Server" -> servers.put(fact.id(), text(fact.data(), "provider"));
      case "alloydb.Instance" -> {
        instance(fact.id(), text(fact.data(), "ipAddress"));
        instance(fact.id(), text(fact.data(), "publicIpAddress"));
        if (fact.data().get("pscInstanceConfig") instanceof RegoObject psc) {
          instance(fact.id(), text(psc, "pscDnsName"));
        }
      }
      case "sqladmin.Instance" -> {
        instance(fact.id(), text(fact.data(), "dnsName"));
        if (fact.data().get("ipAddresses") instanceof RegoArray addresses) {
          for (Value address : addresses) {
            instance(fact.id(), text(address, "ipAddress"));
          }
        }
      }
      default -> {}
    }
  }

  private void instance(String id, String address) {
    instances.add(id);
    if (!address.isEmpty()) {
      byAddress.computeIfAbsent(plain(address), a -> new TreeSet<>()).add(id);
    }
  }

  /** Names of hosts ignore case, and may end with a dot. */
  private static String plain(String address) {
    return address.replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
  }

  private static String text(@Nullable Value value, String key) {
    return value instanceof RegoObject object && object.get(key) instanceof RegoString text
        ? text.value()
        : "";
  }

  /** Tells the links; the source of them, if both planes were read. */
  synchronized Optional<Source> finish() {
    if (servers.isEmpty() || instances.isEmpty()) {
      return Optional.empty();
    }
    servers.forEach(
        (server, provider) -> {
          Matcher host = SERVER.matcher(server);
          String address = host.matches() ? host.group(2).replaceAll("[\\[\\]]", "") : server;
          TreeSet<String> found = byAddress.getOrDefault(plain(address), new TreeSet<>());
          Named said = named.get(server);
          boolean google = PLACES.containsKey(provider);
          if (said != null) {
            named(server, address, said, found);
          } else if (found.size() == 1
              && found.first().startsWith(PLACES.getOrDefault(provider, "?"))) {
            sink.fact(link(server, found.first(), address, "address"));
          } else if (found.size() == 1) {
            gap(
                server,
                address
                    + " is the address of "
                    + found.first()
                    + ", and the server looks like "
                    + (provider.isEmpty() ? "nobody's" : provider));
          } else if (google || !found.isEmpty()) {
            String why =
                found.isEmpty()
                    ? "no AlloyDB or Cloud SQL instance that was read has the address " + address
                    : found.size() + " instances have the address " + address;
            gap(server, why);
          }
        });
    return Optional.of(
        new Source(
            SOURCE,
            "links",
            List.of(KIND),
            Map.of("matched by", "connection name, assay.yaml or address")));
  }

  /** A name is believed where nothing that was read speaks against it. */
  private void named(String server, String address, Named said, Set<String> withAddress) {
    String says = said.by() + " says that it is " + said.instance();
    if (said.another().isPresent()) {
      gap(server, says + ", and elsewhere that it is " + said.another().get());
    } else if (!instances.contains(said.instance())) {
      gap(server, says + ", which was not read from Google Cloud");
    } else if (!said.instance().startsWith(PLACES.getOrDefault(servers.get(server), "//"))) {
      gap(server, says + ", and the server looks like " + servers.get(server));
    } else if (!withAddress.isEmpty() && !withAddress.contains(said.instance())) {
      gap(
          server,
          says + ", but " + address + " is an address of " + String.join(", ", withAddress));
    } else {
      sink.fact(link(server, said.instance(), address, said.by()));
    }
  }

  private void gap(String server, String why) {
    sink.gap(
        new Gap(
            SOURCE,
            KIND,
            server,
            Gap.Cause.UNAVAILABLE,
            why,
            "read the instance's project, and connect by the instance's own address, or name it:"
                + " instance: under the database in assay.yaml"));
  }

  private static Fact link(String server, String instance, String address, String matchedBy) {
    RegoObject data =
        new RegoObject.Builder()
            .put("server", server)
            .put("instance", instance)
            .put("cluster", instance.replaceFirst("/instances/[^/]+$", ""))
            .put("matchedBy", matchedBy)
            .put("address", address)
            .build();
    String id = "assay://links/" + server.substring("postgresql://".length());
    return new Fact(KIND, id, server, SOURCE, data);
  }
}
