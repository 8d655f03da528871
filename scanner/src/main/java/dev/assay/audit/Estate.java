package dev.assay.audit;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.report.Resource;
import dev.assay.report.Source;
import dev.assay.rulepack.Defaults;
import dev.assay.rulepack.FieldPath;
import dev.assay.rulepack.Schemas;
import dev.assay.rulepack.Standing;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as rules see it: every resource with its kind's documented defaults under its data,
 * and {@code data.estate} with {@code by_kind}, {@code by_id} and {@code children}. A kind that was
 * asked for and is not there has an empty array in {@code by_kind}; one that nobody asked for has
 * none, so that reading it is reading what was not reported.
 */
final class Estate {
  /** A fact, the value that rules get of it, and its name in reports. */
  record Item(Fact fact, RegoObject value, Resource resource) {}

  private static final String LINK = "assay.DatabaseLink";
  private static final String CRM = "//cloudresourcemanager.googleapis.com/";
  private static final Pattern IN_PROJECT =
      Pattern.compile("//(?!cloudresourcemanager\\.)[^/]+/(projects/[^/]+)/.*");
  private static final RegoString KIND = RegoString.of("kind");
  private static final RegoString ID = RegoString.of("id");
  private static final RegoString SOURCE = RegoString.of("source");
  private static final RegoString DATA = RegoString.of("data");
  private static final RegoString PARENT = RegoString.of("parent");

  private final RegoObject alike = RegoObject.alike();
  private final Map<String, RegoString> names = new ConcurrentHashMap<>();

  private final Map<String, List<Item>> byKind = new HashMap<>();
  private final RegoObject byId;

  /** What is above servers that have no parent of their own. */
  private final Map<String, String> aboveServers = new HashMap<>();

  /** Servers that are somewhere in Google Cloud, and nobody knows where. */
  private final Set<String> unlinked = new TreeSet<>();

  private final Map<String, Standing> standings = new ConcurrentHashMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final RegoObject data;
  private final Ignorance ignorance;

  Estate(Snapshot snapshot, Schemas schemas) {
    ignorance = new Ignorance(snapshot);
    for (Source source : snapshot.sources()) {
      asked.addAll(source.kinds());
    }
    for (Gap gap : snapshot.gaps()) {
      if (gap.kind().equals(LINK)) {
        unlinked.add(gap.scope());
      }
    }
    Map<String, List<Value>> children = new HashMap<>();
    for (Fact fact : snapshot.facts()) {
      if (fact.parent() != null) {
        name(fact.parent());
      }
    }
    List<Item> items = snapshot.facts().parallelStream().map(f -> item(f, schemas)).toList();
    CompletableFuture<RegoObject> ids = CompletableFuture.supplyAsync(() -> byId(items));
    for (Item item : items) {
      Fact fact = item.fact();
      RegoObject value = item.value();
      byKind.computeIfAbsent(fact.kind(), k -> new ArrayList<>()).add(item);
      String parent = fact.parent();
      if (parent != null) {
        children.computeIfAbsent(parent, p -> new ArrayList<>()).add(value);
      }
      // What could not be read of the instance touches its server, which has no parent of its own.
      if (fact.kind().equals(LINK)
          && fact.data().get("server") instanceof RegoString server
          && fact.data().get("instance") instanceof RegoString instance) {
        aboveServers.putIfAbsent(server.value(), instance.value());
      }
    }
    byId = ids.join();
    asked.addAll(byKind.keySet());
    RegoObject.Builder kinds = new RegoObject.Builder(asked.size());
    for (String kind : asked) {
      kinds.put(kind, RegoArray.of(items(kind).stream().map(i -> (Value) i.value()).toList()));
    }
    RegoObject.Builder families = new RegoObject.Builder(children.size());
    children.forEach((parent, values) -> families.put(name(parent), RegoArray.of(values)));
    names.clear();
    data =
        RegoObject.of(
            "estate",
            new RegoObject.Builder(3)
                .put("by_kind", kinds.build())
                .put("by_id", byId)
                .put("children", families.build())
                .build());
  }

  private static RegoObject byId(List<Item> items) {
    RegoObject.Builder ids = new RegoObject.Builder(items.size());
    for (Item item : items) {
      ids.put(Objects.requireNonNull(item.value().get(ID)), item.value());
    }
    return ids.build();
  }

  private Item item(Fact fact, Schemas schemas) {
    RegoObject value = value(fact, told(fact, schemas.defaults(fact.kind())));
    Resource resource = new Resource(fact.id(), fact.kind(), fact.source(), fact.declaration());
    return new Item(fact, value, resource);
  }

  /** The data with defaults under it, but for places of which nobody knows what is there. */
  private static RegoObject told(Fact fact, Defaults defaults) {
    RegoObject full = defaults.under(fact.data());
    for (String place : fact.untold().keySet()) {
      FieldPath path = FieldPath.parse(place);
      if (path.in(fact.data()).isEmpty()) {
        full = path.outOf(full);
      }
    }
    return full;
  }

  private RegoObject value(Fact fact, RegoObject data) {
    RegoObject.Builder value =
        new RegoObject.Builder(alike, 5)
            .put(KIND, name(fact.kind()))
            .put(ID, id(fact.id()))
            .put(SOURCE, name(fact.source()))
            .put(DATA, data);
    String parent = fact.parent();
    return parent == null ? value.build() : value.put(PARENT, name(parent)).build();
  }

  /** What many resources have in common, held once. */
  private RegoString name(String text) {
    return names.computeIfAbsent(text, RegoString::of);
  }

  /** The one by which its children name it, if it has any: what is the same needs no comparing. */
  private RegoString id(String text) {
    RegoString known = names.get(text);
    return known == null ? RegoString.of(text) : known;
  }

  /** What policies see as {@code data}. */
  RegoObject data() {
    return data;
  }

  /** What its sources do not tell. */
  Ignorance ignorance() {
    return ignorance;
  }

  /** The resources of a kind, by id. */
  List<Item> items(String kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  /**
   * Whether a source was asked for the kind, or gave resources of it; for {@code KIND.field}, which
   * only gaps have, whether one was asked for {@code KIND}.
   */
  boolean asked(String kind) {
    return asked.contains(kind)
        || asked.contains(kind.substring(0, Math.max(0, kind.lastIndexOf('.'))));
  }

  /** Who provides the PostgreSQL server that a resource belongs to; empty if nobody knows. */
  String provider(String id) {
    for (Item server : items("postgresql.Server")) {
      String root = server.fact().id();
      if ((id + "/").startsWith(root + "/")) {
        return server.fact().data().get("provider") instanceof RegoString s ? s.value() : "";
      }
    }
    return "";
  }

  /** Whether it is of a server that Google runs, and nobody knows which instance that is. */
  boolean unlinked(String id) {
    return Set.of("alloydb", "cloudsql").contains(provider(id))
        || unlinked.stream().anyMatch(server -> (id + "/").startsWith(server + "/"));
  }

  /** Where a resource stands, whether or not it was read. */
  Standing standing(String id) {
    return standings.computeIfAbsent(id, of -> Whereabouts.of(of, this));
  }

  /** A resource's data; empty for one that was not read. */
  Optional<RegoObject> resource(String id) {
    return byId.get(id) instanceof RegoObject resource
            && resource.get(DATA) instanceof RegoObject told
        ? Optional.of(told)
        : Optional.empty();
  }

  /** The id of what contains the resource, and so on upwards, the nearest first. */
  List<String> ancestors(Fact fact) {
    return above(fact.parent());
  }

  /** The same of a resource by its id. */
  List<String> ancestors(String id) {
    return above(parent(id));
  }

  private @Nullable String parent(String id) {
    if (byId.get(id) instanceof RegoObject resource
        && resource.get(PARENT) instanceof RegoString parent) {
      return parent.value();
    }
    // What could not be read, a cluster, say, lies in its project all the same.
    Matcher inProject = IN_PROJECT.matcher(id);
    return inProject.matches() ? CRM + inProject.group(1) : aboveServers.get(id);
  }

  private List<String> above(@Nullable String parent) {
    List<String> ancestors = new ArrayList<>();
    for (String id = parent; id != null && !ancestors.contains(id); id = parent(id)) {
      ancestors.add(id);
    }
    return ancestors;
  }
}
