package dev.assay.audit;

import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which resources a gap touches: those at or below its scope, those above it, and those beside it
 * (their parent is above it). Ids are paths, so "below" is a prefix that ends at a slash, or a
 * chain of parents. Looking up takes as many steps as the id has segments, however many gaps there
 * are.
 *
 * <p>A project of Google Cloud has another id than what its services hold in it. So it, and what
 * another service has there, is above and beside a gap of the project's databases, too; what the
 * same service has elsewhere in the project is not.
 */
final class Gaps {
  /** Gaps of one kind by scope. */
  private static final class OfKind {
    final Map<String, List<Gap>> byScope = new TreeMap<>();

    /** For each id above a scope, one of the scopes below it: the first. */
    final Map<String, String> above = new HashMap<>();

    /** For each project of Google Cloud, the scopes that its services have in it. */
    final Map<String, List<String>> inProject = new HashMap<>();

    /** A scope in the project that the resource is or lies in, of another service. */
    Optional<String> ofAnotherService(Fact fact) {
      List<String> scopes = new ArrayList<>(inProject.getOrDefault(fact.id(), List.of()));
      String parent = fact.parent();
      if (parent != null) {
        scopes.addAll(inProject.getOrDefault(parent, List.of()));
      }
      return scopes.stream().filter(scope -> !host(scope).equals(host(fact.id()))).findFirst();
    }

    private static String host(String id) {
      int end = id.indexOf('/', 2);
      return end < 0 ? id : id.substring(0, end);
    }
  }

  private static final Pattern IN_PROJECT =
      Pattern.compile("//[^/]+\\.googleapis\\.com/(projects/[^/]+)(/.*)?");

  private final Map<String, OfKind> byKind = new HashMap<>();

  Gaps(List<Gap> gaps) {
    for (Gap gap : gaps) {
      byKind
          .computeIfAbsent(gap.kind(), k -> new OfKind())
          .byScope
          .computeIfAbsent(gap.scope(), s -> new ArrayList<>())
          .add(gap);
    }
    for (OfKind kind : byKind.values()) {
      for (String scope : kind.byScope.keySet()) {
        prefixes(scope).forEach(p -> kind.above.putIfAbsent(p, scope));
        Matcher m = IN_PROJECT.matcher(scope);
        if (m.matches()) {
          kind.inProject
              .computeIfAbsent(
                  "//cloudresourcemanager.googleapis.com/" + m.group(1), p -> new ArrayList<>())
              .add(scope);
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
        .map(scope -> reason(gaps.byScope.getOrDefault(scope, List.of())));
  }

  /** The scopes of the kind's gaps that a resource is at or below. */
  Set<String> scopesOver(Fact fact, List<String> ancestors, String kind) {
    OfKind gaps = byKind.get(kind);
    return gaps == null ? Set.of() : scopesOver(fact, ancestors, gaps);
  }

  private static Set<String> scopesOver(Fact fact, List<String> ancestors, OfKind gaps) {
    Set<String> scopes = new java.util.LinkedHashSet<>();
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
