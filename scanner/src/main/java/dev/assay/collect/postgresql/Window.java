package dev.assay.collect.postgresql;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What only superusers may read, without its secrets: a statement in {@code windows/NAME.sql} that
 * a fact asks in place of {@code {window}} ({@code -- window: NAME}). Whoever may not read what the
 * fact's {@code readable} asks for, may be lent {@code assay.NAME}, a view of the same statement
 * that belongs to a superuser.
 *
 * @param sql the statement
 * @param without what takes its place where there is no such view ({@code -- without: …}); empty:
 *     the fact is hidden
 */
record Window(String name, String sql, String without) {
  private static final String SCHEMA = "assay";
  private static final SortedMap<String, String> TEXTS = texts();

  static Optional<Window> of(Map<String, String> head) {
    String name = head.get("window");
    if (name == null) {
      return Optional.empty();
    }
    String text = TEXTS.get(name);
    if (text == null) {
      throw new IllegalStateException("there is no windows/" + name + ".sql");
    }
    return Optional.of(new Window(name, text, head.getOrDefault("without", "")));
  }

  private static SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    new ResourceFolder(Window.class, "windows")
        .forEach((file, text) -> texts.put(file.replaceFirst("\\.sql$", ""), text));
    return texts;
  }

  String view() {
    return SCHEMA + "." + name;
  }

  /** Somebody else's view would say, and do, what its owner likes. */
  String isLent() {
    return String.format(
        Locale.ROOT,
        "EXISTS (SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " JOIN pg_catalog.pg_roles o ON o.oid = c.relowner JOIN pg_catalog.pg_roles s ON s.oid = n.nspowner"
            + " WHERE n.nspname = '%s' AND c.relname = '%s' AND c.relkind = 'v' AND o.rolsuper AND s.rolsuper"
            + " AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT'))",
        SCHEMA,
        name);
  }

  /** SQL by which a superuser lends it to a role. */
  String lend(String role) {
    return """
        CREATE SCHEMA IF NOT EXISTS %1$s;
        GRANT USAGE ON SCHEMA %1$s TO %2$s;
        CREATE OR REPLACE VIEW %3$s AS
        %4$s;
        GRANT SELECT ON %3$s TO %2$s;
        """
        .formatted(SCHEMA, ConnectFailure.quoted(role), view(), sql.strip());
  }
}
