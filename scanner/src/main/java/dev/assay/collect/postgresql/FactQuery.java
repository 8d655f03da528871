package dev.assay.collect.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One statement and how its rows become resources: a file {@code facts/NAME.sql}, or {@code
 * NAME@MAJOR.sql} from that major version on, beside this class. Comments at its head say:
 *
 * <ul>
 *   <li>{@code kind}: of the resources
 *   <li>{@code scope}: {@code server} or {@code database}
 *   <li>{@code id}, {@code parent}: below the scope, with {@code {column}} for names; without
 *       parent it is the scope
 *   <li>{@code pivot}: the column by whose values all rows become one resource
 *   <li>{@code null}: columns whose NULL is a fact; others are left out when NULL
 *   <li>{@code redact}: columns that hold expressions, whose literals are replaced
 *   <li>{@code limit}: of rows
 *   <li>{@code needs}, {@code remedy}: what a role needs to see everything, and the grant; {@code
 *       {role}} is the scanning role
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
    int limit,
    String needs,
    String remedy,
    String sql) {

  enum Scope {
    SERVER,
    DATABASE
  }

  /** Small ones first: what takes long may be cut off by the time limit. */
  private static final List<String> NAMES =
      List.of(
          "server",
          "settings",
          "databases",
          "roles",
          "session_groups",
          "extensions",
          "schemas",
          "policies",
          "functions",
          "foreign_keys",
          "relations",
          "indexes",
          "index_overlaps",
          "table_columns");

  private static final int NEWEST_VARIANT = 18;

  /** All facts, each in the variant for a server of this major version. */
  static List<FactQuery> forMajor(int major) {
    return NAMES.stream().map(name -> load(name, major)).toList();
  }

  private static FactQuery load(String name, int major) {
    for (int from = Math.min(major, NEWEST_VARIANT); from > 0; from--) {
      Optional<String> text = resource(name + "@" + from);
      if (text.isPresent()) {
        return parse(name, text.get());
      }
    }
    return parse(name, resource(name).orElseThrow());
  }

  private static Optional<String> resource(String name) {
    try (InputStream in = FactQuery.class.getResourceAsStream("facts/" + name + ".sql")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FactQuery parse(String name, String text) {
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
        Integer.parseInt(head.getOrDefault("limit", "" + Integer.MAX_VALUE)),
        required(head, name, "needs"),
        head.getOrDefault("remedy", ""),
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

  private static Set<String> words(Map<String, String> head, String key) {
    return Set.of(head.getOrDefault(key, "").split(" ", -1)).stream()
        .filter(w -> !w.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
