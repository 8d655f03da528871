package dev.assay.collect.postgresql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One statement and how its rows become resources: a file {@code facts/NAME.sql}, or {@code
 * NAME@MAJOR.sql} from that major version on, beside this class; whatever lies in the folder is
 * asked. Comments at its head say:
 *
 * <ul>
 *   <li>{@code kind}: of the resources
 *   <li>{@code scope}: {@code server} or {@code database}
 *   <li>{@code id}, {@code parent}: below the scope, with {@code {column}} for names; without
 *       parent it is the scope
 *   <li>{@code pivot}: the column by whose values all rows become one resource
 *   <li>{@code null}: columns whose NULL is a fact; others are left out when NULL
 *   <li>{@code redact}: columns that hold expressions, whose literals are replaced
 *   <li>{@code cost}: {@code large} if it grows with tables and indexes, {@code columns} if with
 *       columns; read last, but for {@code locking}: it keeps locks until the transaction ends
 *   <li>{@code limit}: of rows
 *   <li>{@code needs}, {@code remedy}: what a role needs to see everything, and the grant; {@code
 *       {role}} is the scanning role
 *   <li>{@code window}, {@code without}: see {@link Window}
 *   <li>the guards: see {@link Guards}
 * </ul>
 *
 * A column {@code _gap} says that a row is not whole: {@code CAUSE}, {@code CAUSE:FIELD} or {@code
 * CAUSE:FIELD DETAIL}; a row without the columns of its id is a gap of its parent.
 */
record FactQuery(
    String name,
    String kind,
    Scope scope,
    String id,
    String parent,
    @Nullable String pivot,
    Set<String> nullable,
    Set<String> redacted,
    Cost cost,
    int limit,
    String needs,
    String remedy,
    Guards guards,
    Optional<Window> window,
    String sql) {

  enum Scope {
    SERVER,
    DATABASE
  }

  enum Cost {
    SMALL,
    /** Before the other large ones: two sessions that share these are done at about one time. */
    COLUMNS,
    LARGE,
    LOCKING;

    boolean growsWithTables() {
      return this == COLUMNS || this == LARGE;
    }
  }

  private static final SortedMap<String, NavigableMap<Integer, String>> TEXTS = texts();

  /**
   * Who the server is, then what is its own, and last what takes long and may be cut off, or locks.
   */
  private static final Comparator<FactQuery> ORDER =
      Comparator.comparing((FactQuery f) -> !f.kind().equals(DatabaseReading.SERVER))
          .thenComparing(FactQuery::scope)
          .thenComparing(FactQuery::cost)
          .thenComparing(FactQuery::name);

  /** All facts, each in the variant for a server of this major version, or else its first. */
  static List<FactQuery> forMajor(int major) {
    List<FactQuery> facts = new ArrayList<>();
    TEXTS.forEach(
        (name, variants) -> {
          Map.Entry<Integer, String> variant = variants.floorEntry(major);
          facts.add(parse(name, variant == null ? variants.firstEntry() : variant));
        });
    facts.sort(ORDER);
    return facts;
  }

  /** The files by name and the major version from which on they hold. */
  private static SortedMap<String, NavigableMap<Integer, String>> texts() {
    SortedMap<String, NavigableMap<Integer, String>> texts = new TreeMap<>();
    new ResourceFolder(FactQuery.class, "facts")
        .forEach(
            (file, text) -> {
              String[] parts = file.replaceFirst("\\.sql$", "").split("@", 2);
              texts
                  .computeIfAbsent(parts[0], n -> new TreeMap<>())
                  .put(parts.length > 1 ? Integer.parseInt(parts[1]) : 0, text);
            });
    return texts;
  }

  private static FactQuery parse(String name, Map.Entry<Integer, String> variant) {
    String text = variant.getValue();
    Map<String, String> head = new HashMap<>();
    text.lines()
        .takeWhile(line -> line.startsWith("-- "))
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              head.put(line.substring(3, colon), line.substring(colon + 1).strip());
            });
    return new FactQuery(
        name,
        required(head, name, "kind"),
        Scope.valueOf(required(head, name, "scope").toUpperCase(Locale.ROOT)),
        required(head, name, "id"),
        head.getOrDefault("parent", ""),
        head.get("pivot"),
        words(head, "null"),
        words(head, "redact"),
        Cost.valueOf(head.getOrDefault("cost", "small").toUpperCase(Locale.ROOT)),
        Integer.parseInt(head.getOrDefault("limit", "" + Integer.MAX_VALUE)),
        required(head, name, "needs"),
        head.getOrDefault("remedy", ""),
        Guards.of(head, variant.getKey()),
        Window.of(head),
        text.lines()
            .dropWhile(((Predicate<String>) String::isBlank).or(l -> l.startsWith("--")))
            .reduce("", (a, b) -> a + b + "\n"));
  }

  private static String required(Map<String, String> head, String name, String key) {
    String value = head.get(key);
    if (value == null) {
      throw new IllegalStateException("facts/" + name + ".sql does not say its " + key);
    }
    return value;
  }

  static Set<String> words(Map<String, String> head, String key) {
    return Set.of(head.getOrDefault(key, "").split(" ", -1)).stream()
        .filter(w -> !w.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
