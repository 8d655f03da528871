package dev.assay.catalogue;

import dev.assay.attestation.AttestedControl;
import dev.assay.rulepack.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of each recommendation that the rules were made from. A rule names its own ({@code
 * seeds}); {@code rules/seeds.csv} lists all, and says of the rest which rule is to come or why
 * there will be none.
 */
public final class SeedCoverage {
  private static final String FILE = "/assay/rules/seeds.csv";
  private static final String HEADER = "id,about,fate,refs,reason";

  /** What became of a recommendation. */
  public enum Fate {
    /** A rule judges it. */
    RULE,
    /** People attest it. */
    ATTESTED,
    /** The rule of that id is to come. */
    PLANNED,
    /** Only the application's source would tell. */
    SOURCE,
    /** It is no state that could be judged, for a reason. */
    REASON,
    /** Nobody has said. */
    UNACCOUNTED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A recommendation.
   *
   * @param about it, in words of our own
   * @param refs ids of rules, or the question to the source
   */
  public record Item(String id, String about, Fate fate, List<String> refs, String reason) {
    public Item {
      refs = List.copyOf(refs);
    }
  }

  private final List<Item> items;

  private SeedCoverage(List<Item> items) {
    this.items = List.copyOf(items);
  }

  /** Of the file that comes with Assay. */
  public static SeedCoverage of(Collection<Rule> rules, Collection<AttestedControl> attested) {
    try (InputStream in =
        Objects.requireNonNull(SeedCoverage.class.getResourceAsStream(FILE), FILE)) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8), rules, attested);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  static SeedCoverage of(String csv, Collection<Rule> rules, Collection<AttestedControl> attested) {
    Map<String, Set<String>> byRule = new TreeMap<>();
    Set<String> known = new TreeSet<>();
    for (Rule rule : rules) {
      known.add(rule.id());
      rule.seeds().forEach(s -> byRule.computeIfAbsent(s, x -> new TreeSet<>()).add(rule.id()));
    }
    Map<String, Set<String>> byWord = new TreeMap<>();
    for (AttestedControl control : attested) {
      String id = control.info().id();
      control.seeds().forEach(s -> byWord.computeIfAbsent(s, x -> new TreeSet<>()).add(id));
    }
    List<Item> items = new ArrayList<>();
    List<String> lines = csv.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IllegalStateException("rules/seeds.csv:1: the header is " + HEADER);
    }
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line);
      String id = fields.get(0);
      Set<String> judging = new TreeSet<>(byRule.getOrDefault(id, Set.of()));
      List<String> refs =
          fields.get(3).isEmpty() ? List.of() : List.of(fields.get(3).split(" ", -1));
      if (fields.get(2).equals("rule")) {
        refs.stream().filter(known::contains).forEach(judging::add);
      }
      Set<String> words = byWord.getOrDefault(id, Set.of());
      Fate fate =
          !judging.isEmpty()
              ? Fate.RULE
              : !words.isEmpty()
                  ? Fate.ATTESTED
                  : switch (fields.get(2)) {
                    case "rule" -> Fate.PLANNED;
                    case "source" -> Fate.SOURCE;
                    case "reason" -> Fate.REASON;
                    default -> Fate.UNACCOUNTED;
                  };
      Set<String> named = new TreeSet<>(judging);
      named.addAll(words);
      items.add(
          new Item(
              id,
              fields.get(1),
              fate,
              named.isEmpty() ? refs : List.copyOf(new TreeSet<>(named)),
              named.isEmpty() ? fields.get(4) : ""));
    }
    return new SeedCoverage(items);
  }

  /** The fields of a line of CSV, of which some may be quoted. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    if (fields.size() != HEADER.split(",", -1).length) {
      throw new IllegalStateException("rules/seeds.csv: " + line + ": it has no five fields");
    }
    return fields;
  }

  public List<Item> items() {
    return items;
  }

  public long count(Fate fate) {
    return items.stream().filter(item -> item.fate() == fate).count();
  }

  /** {@code 598 recommendations: 200 rule, …}. */
  public String sentence() {
    List<String> counts = new ArrayList<>();
    for (Fate fate : Fate.values()) {
      if (count(fate) > 0) {
        counts.add(count(fate) + " " + fate.label());
      }
    }
    return items.size() + " recommendations: " + String.join(", ", counts);
  }
}
