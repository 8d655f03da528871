package dev.assay.rego.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * An estate of databases with many indexes, as Assay shows it to rules: {@code
 * data.estate.by_kind}, {@code by_id} and {@code children}. The same size gives the same bytes.
 */
final class BenchEstate {
  private static final int TABLES_OF_A_DATABASE = 500;
  private static final List<String> WORDS =
      List.of("order", "user", "item", "event", "stock", "price", "Audit", "note", "team", "plan");
  private static final List<String> TYPES = List.of("bigint", "integer", "text", "uuid");

  private final SplittableRandom random = new SplittableRandom(20261121);
  private final Map<String, List<Map<String, Object>>> byKind = new TreeMap<>();
  private final Map<String, Map<String, Object>> byId = new LinkedHashMap<>();
  private final Map<String, List<Map<String, Object>>> children = new LinkedHashMap<>();

  private BenchEstate() {}

  /** Writes an estate with that many indexes as JSON. */
  static void write(int indexes, Path file) throws IOException {
    BenchEstate estate = new BenchEstate();
    for (int i = 0; i < 60; i++) {
      estate.add(
          "postgresql.Role",
          "postgresql://db0:5432/-/roles/role" + i,
          "postgresql://db0:5432",
          Map.of("name", "role" + i, "can_login", i % 9 == 0, "superuser", i == 0));
    }
    for (int i = 0; i < 5; i++) {
      estate.settings("postgresql://db" + i + ":5432");
    }
    int written = 0;
    for (int t = 0; written < indexes; t++) {
      written += estate.table(t, indexes - written);
    }
    try (JsonGenerator out =
        new JsonFactory().createGenerator(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      out.writeStartObject();
      out.writeObjectFieldStart("estate");
      field(out, "by_kind", estate.byKind);
      field(out, "by_id", estate.byId);
      field(out, "children", estate.children);
      field(out, "exemptions", Map.of("postgresql://db0:5432/app0/public/order_1/indexes/x", true));
      out.writeEndObject();
      out.writeEndObject();
    }
  }

  private void settings(String server) {
    Map<String, Object> settings = new TreeMap<>();
    for (String name : List.of("fsync", "full_page_writes", "ssl", "log_connections")) {
      settings.put(name, Map.of("value", random.nextInt(4) == 0 ? "off" : "on"));
    }
    for (String name : List.of("max_connections", "shared_buffers", "work_mem")) {
      settings.put(name, Map.of("value", 50 + random.nextInt(20_000)));
    }
    add("postgresql.Settings", server + "/-/settings", server, settings);
  }

  /** A table with its indexes and keys; gives how many indexes it got. */
  private int table(int t, int most) {
    String source =
        "postgresql://db%d:5432/app%d"
            .formatted(t / TABLES_OF_A_DATABASE % 5, t / TABLES_OF_A_DATABASE);
    String schema = t % 3 == 0 ? "public" : "s" + t % 7;
    String name = WORDS.get(t % WORDS.size()) + "_" + t % TABLES_OF_A_DATABASE / 2;
    String id = source + "/" + schema + "/" + name;
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("id", "bigint");
    for (int c = 1; c < 8; c++) {
      String column = WORDS.get((t + c) % WORDS.size()) + (c % 3 == 0 ? "_id" : "_at");
      columns.put(column, TYPES.get(random.nextInt(TYPES.size())));
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("schema", schema);
    data.put("name", name);
    data.put("owner", "role" + random.nextInt(61));
    data.put("columns", columns);
    data.put("est_rows", (long) random.nextInt(3_000_000));
    data.put("est_heap_bytes", 8192L * random.nextInt(100_000));
    data.put("options", options());
    add(source, "postgresql.Relation", id, source + "/" + schema, data);
    List<String> names = new ArrayList<>(columns.keySet());
    int count = Math.min(most, 2 + random.nextInt(7));
    for (int i = 0; i < count; i++) {
      index(source, id, schema, name, names, i);
    }
    if (t % 4 != 0) {
      key(source, id, schema, name, names, t);
    }
    return count;
  }

  private List<String> options() {
    return switch (random.nextInt(10)) {
      case 0 -> List.of("autovacuum_enabled=false", "fillfactor=80");
      case 1 -> List.of("autovacuum_vacuum_scale_factor=0." + (1 + random.nextInt(9)));
      case 2 -> List.of("fillfactor=90");
      default -> List.of();
    };
  }

  private void index(
      String source, String table, String schema, String of, List<String> columns, int i) {
    boolean primary = i == 0 && random.nextInt(20) > 0;
    boolean unique = primary || random.nextInt(8) == 0;
    List<String> keys = new ArrayList<>();
    int first = primary ? 0 : random.nextInt(columns.size());
    for (int k = 0; k < 1 + random.nextInt(random.nextInt(30) == 0 ? 6 : 3); k++) {
      keys.add(columns.get((first + k) % columns.size()));
    }
    String ending = primary ? "_pkey" : unique && random.nextInt(3) > 0 ? "_key" : "_idx";
    String name = of + "_" + String.join("_", keys) + i + ending;
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("schema", schema);
    data.put("table", of);
    data.put("name", name);
    data.put("method", random.nextInt(50) == 0 ? "hash" : "btree");
    data.put("unique", unique);
    data.put("primary", primary);
    data.put("valid", random.nextInt(400) > 0);
    data.put("keys", keys);
    data.put("est_bytes", 8192L * random.nextInt(20_000));
    data.put("scans", random.nextInt(5) == 0 ? 0L : (long) random.nextInt(1_000_000));
    if (random.nextInt(6) > 0) {
      data.put("last_scan_s", (long) random.nextInt(86_400 * 100));
    }
    data.put("tags", random.nextInt(100) == 0 ? List.of("legacy") : List.of("app", of));
    add(source, "postgresql.Index", table + "/indexes/" + name, table, data);
  }

  private void key(
      String source, String table, String schema, String of, List<String> columns, int t) {
    String column = columns.get(1 + random.nextInt(columns.size() - 1));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("schema", schema);
    data.put("table", of);
    data.put("name", of + "_" + column + "_fkey");
    data.put("ref_schema", schema);
    data.put("ref_table", WORDS.get((t + 1) % WORDS.size()) + "_" + t % TABLES_OF_A_DATABASE / 2);
    data.put("columns", List.of(column));
    data.put("ref_columns", List.of("id"));
    data.put("ref_upd_del", (long) random.nextInt(3));
    add(source, "postgresql.ForeignKey", table + "/foreignKeys/" + data.get("name"), table, data);
  }

  private void add(String kind, String id, String parent, Map<String, Object> data) {
    add(parent, kind, id, parent, data);
  }

  private void add(String source, String kind, String id, String parent, Map<String, Object> data) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("kind", kind);
    resource.put("id", id);
    resource.put("parent", parent);
    resource.put("source", source);
    resource.put("data", data);
    byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(resource);
    byId.put(id, resource);
    children.computeIfAbsent(parent, p -> new ArrayList<>()).add(resource);
  }

  private static void field(JsonGenerator out, String name, Object value) throws IOException {
    out.writeFieldName(name);
    write(out, value);
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
        field(out, (String) entry.getKey(), entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof Boolean b) {
      out.writeBoolean(b);
    } else if (value instanceof Number n) {
      out.writeNumber(n.longValue());
    } else {
      out.writeString(value.toString());
    }
  }
}
