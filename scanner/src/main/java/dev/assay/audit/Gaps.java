package dev.assay.audit;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a gap touches: those at or below its scope, those above it, and those beside it
 * (their parent is above it). Ids are paths, so "below" is a prefix that ends at a slash, or a
 * chain of parents. Looking up takes as many steps as the id has segments, however many gaps there
 * are.
 *
 * <p>A project of Google Cloud has another id than what its services hold in it. So it, and what
 * another service has there, is above and beside a gap of the project's databases, too. What the
 * same service has elsewhere in the project (in another location) is not, unless it names something
 * that may lie in the gap.
 */
final class Gaps {
  /** Gaps of one kind by scope. */
  private static final class OfKind {
    final Map<String, List<Gap>> byScope = new TreeMap<>();

    /** For each id above a scope, one of the scopes below it: the first. */
    final Map<String, String> above = new HashMap<>();

    /** For each project of Google Cloud, the scopes that its services have in it. */
    final Map<String, List<String>> inProject = new HashMap<>();

    /** These scopes by their names, without the service: {@code projects/p/locations/l}. */
    final TreeMap<String, String> byName = new TreeMap<>();

    private final Map<String, Optional<String>> named = new ConcurrentHashMap<>();

    /** The collection that names of the kind's resources have: {@code /clusters/}. */
    final String collection;

    OfKind(String kind) {
      String type = kind.substring(kind.indexOf('.') + 1);
      int first = Math.min(1, type.length());
      collection =
          "/" + type.substring(0, first).toLowerCase(Locale.ROOT) + type.substring(first) + "s/";
    }

    /** A scope in the project that the resource is or lies in, of another service. */
    Optional<String> ofAnotherService(Fact fact) {
      List<String> scopes = new ArrayList<>(inProject.getOrDefault(fact.id(), List.of()));
      String parent = fact.parent();
      if (parent != null) {
        scopes.addAll(inProject.getOrDefault(parent, List.of()));
      }
      return scopes.stream().filter(scope -> !host(scope).equals(host(fact.id()))).findFirst();
    }

    /** A scope in the same project, of whichever service. */
    Optional<String> inSameProject(Fact fact) {
      Matcher m = IN_PROJECT.matcher(fact.id());
      return m.matches()
          ? inProject.getOrDefault(CRM + m.group(2), List.of()).stream().findFirst()
          : Optional.empty();
    }

    /** A scope in which something of the kind may lie that the resource names. */
    Optional<String> named(Fact fact) {
      return byName.isEmpty()
          ? Optional.empty()
          : named.computeIfAbsent(fact.id(), id -> Optional.ofNullable(named(fact.data())));
    }

    private @Nullable String named(Value value) {
      if (value instanceof RegoString text) {
        return text.value().contains(collection) ? scopeOf(text.value()) : null;
      }
      List<Value> parts = new ArrayList<>();
      if (value instanceof RegoObject object) {
        object.forEach((key, part) -> parts.add(part));
      } else if (value instanceof RegoArray list) {
        parts.addAll(list.asList());
      }
      for (Value part : parts) {
        String scope = named(part);
        if (scope != null) {
          return scope;
        }
      }
      return null;
    }

    private @Nullable String scopeOf(String name) {
      Matcher m = NAME.matcher(name);
      return m.matches()
          ? Stream.concat(Stream.of(m.group(1)), prefixes(m.group(1)).stream())
              .map(byName::get)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null)
          : null;
    }

    /** Some scope in Google Cloud. */
    Optional<String> anywhere() {
      return Optional.ofNullable(byName.firstEntry()).map(Map.Entry::getValue);
    }

    String reason(String scope) {
      return Gaps.reason(byScope.getOrDefault(scope, List.of()));
    }

    private static String host(String id) {
      int end = id.indexOf('/', 2);
      return end < 0 ? id : id.substring(0, end);
    }
  }

  private static final String CRM = "//cloudresourcemanager.googleapis.com/";
  private static final Pattern IN_PROJECT =
      Pattern.compile("//[^/]+\\.googleapis\\.com/((projects/[^/]+)(?:/.*)?)");
  private static final Pattern NAME = Pattern.compile("(?://[^/]+/)?(projects/.*)");

  private final Map<String, OfKind> byKind = new HashMap<>();

  Gaps(List<Gap> gaps) {
    for (Gap gap : gaps) {
      byKind
          .computeIfAbsent(gap.kind(), OfKind::new)
          .byScope
          .computeIfAbsent(gap.scope(), s -> new ArrayList<>())
          .add(gap);
    }
    for (OfKind kind : byKind.values()) {
      for (String scope : kind.byScope.keySet()) {
        prefixes(scope).forEach(p -> kind.above.putIfAbsent(p, scope));
        Matcher m = IN_PROJECT.matcher(scope);
        if (m.matches()) {
          kind.inProject.computeIfAbsent(CRM + m.group(2), p -> new ArrayList<>()).add(scope);
          kind.byName.put(m.group(1), scope);
        }
      }
    }
  }

  /** The gaps of a kind by scope, in the order of the scopes. */
  Map<String, List<Gap>> of(String kind) {
    OfKind gaps = byKind.get(kind);
    return gaps == null ? Map.of() : gaps.byScope;
  }

  /** Why a resource cannot be judged by one who needs that kind; empty if no gap touches it. */
  Optional<String> touching(Fact fact, List<String> ancestors, String kind) {
    OfKind gaps = byKind.get(kind);
    if (gaps == null) {
      return Optional.empty();
    }
    return scopesOver(fact, ancestors, gaps).stream()
        .findFirst()
        .or(() -> Optional.ofNullable(gaps.above.get(fact.id())))
        .or(() -> Optional.ofNullable(fact.parent()).map(gaps.above::get))
        .or(() -> gaps.ofAnotherService(fact))
        .or(() -> gaps.named(fact))
        .map(gaps::reason);
  }

  /** Why one who looks for the kind in the resource's project of Google Cloud may miss some. */
  Optional<String> inProject(Fact fact, String kind) {
    return Optional.ofNullable(byKind.get(kind))
        .flatMap(gaps -> gaps.inSameProject(fact).map(gaps::reason));
  }

  /**
   * Why one who looks for the kind in all of Google Cloud may miss some. What one service has
   * belongs together in a project, and a project has its own; but a key, say, may serve any.
   */
  Optional<String> anywhere(Fact fact, String kind) {
    boolean own = service(kind).equals(service(fact.kind())) || fact.id().startsWith(CRM);
    return inProject(fact, kind)
        .or(
            () ->
                Optional.ofNullable(own ? null : byKind.get(kind))
                    .flatMap(gaps -> gaps.anywhere().map(gaps::reason)));
  }

  private static String service(String kind) {
    return kind.replaceFirst("\\..*", "");
  }

  /** The scopes of the kind's gaps that a resource is at or below. */
  Set<String> scopesOver(Fact fact, List<String> ancestors, String kind) {
    OfKind gaps = byKind.get(kind);
    return gaps == null ? Set.of() : scopesOver(fact, ancestors, gaps);
  }

  private static Set<String> scopesOver(Fact fact, List<String> ancestors, OfKind gaps) {
    Set<String> scopes = new LinkedHashSet<>();
    List<String> ids = new ArrayList<>(List.of(fact.id()));
    ids.addAll(ancestors);
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (seen.add(id) && gaps.byScope.containsKey(id)) {
        scopes.add(id);
      }
      for (String prefix : prefixes(id)) {
        if (seen.add(prefix) && gaps.byScope.containsKey(prefix)) {
          scopes.add(prefix);
        }
      }
    }
    return scopes;
  }

  /** The ids above an id, by its slashes, the nearest first. */
  private static List<String> prefixes(String id) {
    List<String> prefixes = new ArrayList<>();
    for (int end = id.lastIndexOf('/'); end > 0; end = id.lastIndexOf('/', end - 1)) {
      if (id.charAt(end - 1) != '/') {
        prefixes.add(id.substring(0, end));
      }
    }
    return prefixes;
  }

  /** The messages of gaps, each with its remedy, in one line. */
  static String reason(List<Gap> gaps) {
    List<String> sentences = new ArrayList<>();
    for (Gap gap : gaps) {
      String sentence =
          gap.kind()
              + " could not be read: "
              + gap.message()
              + (gap.remedy().isEmpty() ? "" : " (" + gap.remedy() + ")");
      if (!sentences.contains(sentence)) {
        sentences.add(sentence);
      }
    }
    return String.join(" ", sentences);
  }
}
