package dev.assay.waiver;

import dev.assay.input.Glob;
import dev.assay.report.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The waivers that speak of a finding, without asking each: by rule, then by what patterns begin
 * with, then by what they end with.
 */
final class Index {
  private static final int FEW = 8;

  /** For each rule, the waivers of each name that it is called by: its id, its area. */
  private final Map<String, List<OfName>> byRule = new HashMap<>();

  Index(List<Entry> entries) {
    Map<String, List<Numbered>> names = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      names.computeIfAbsent(entry.rule(), name -> new ArrayList<>()).add(new Numbered(i, entry));
    }
    for (List<Numbered> some : names.values()) {
      OfName made = new OfName(some);
      for (String rule : some.get(0).entry().rules()) {
        byRule.computeIfAbsent(rule, r -> new ArrayList<>()).add(made);
      }
    }
  }

  /** Those that speak of the finding, in the order of the file. */
  List<Entry> speakingOf(Finding finding) {
    return asked(finding, entry -> entry.speaksOf(finding));
  }

  /** Those that would speak of a finding of that rule on that resource, at whatever place. */
  List<Entry> near(Finding finding) {
    return asked(finding, entry -> entry.resource().matches(finding.resource().id()));
  }

  private List<Entry> asked(Finding finding, Predicate<Entry> asked) {
    List<Numbered> found = new ArrayList<>();
    for (OfName name : byRule.getOrDefault(finding.rule(), List.of())) {
      name.collect(finding.resource().id(), found);
    }
    found.removeIf(numbered -> !asked.test(numbered.entry()));
    found.sort(Comparator.comparingInt(Numbered::number));
    return found.stream().map(Numbered::entry).toList();
  }

  private static final class OfName {
    private final Map<String, List<Numbered>> exact = new HashMap<>();
    private final AffixIndex<Group> patterns;

    OfName(List<Numbered> entries) {
      Map<String, List<Numbered>> byPrefix = new HashMap<>();
      for (Numbered numbered : entries) {
        Glob resource = numbered.entry().resource();
        (resource.isExact() ? exact : byPrefix)
            .computeIfAbsent(resource.prefix(), p -> new ArrayList<>())
            .add(numbered);
      }
      Map<String, List<Group>> groups = new HashMap<>();
      byPrefix.forEach((prefix, some) -> groups.put(prefix, List.of(Group.of(some))));
      patterns = new AffixIndex<>(groups);
    }

    /** Those that may speak of the resource; who asks looks closer. */
    void collect(String id, List<Numbered> into) {
      into.addAll(exact.getOrDefault(id, List.of()));
      patterns.forEach(id, group -> group.collect(id, into));
    }
  }

  private record Numbered(int number, Entry entry) {}

  /** Patterns with the same beginning. */
  private interface Group {
    void collect(String id, List<Numbered> into);

    static Group of(List<Numbered> entries) {
      if (entries.size() <= FEW) {
        return (id, into) -> into.addAll(entries);
      }
      Map<String, List<Numbered>> bySuffix = new HashMap<>();
      for (Numbered numbered : entries) {
        bySuffix
            .computeIfAbsent(reversed(numbered.entry().resource().suffix()), s -> new ArrayList<>())
            .add(numbered);
      }
      AffixIndex<Numbered> suffixes = new AffixIndex<>(bySuffix);
      return (id, into) -> suffixes.forEach(reversed(id), into::add);
    }
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
