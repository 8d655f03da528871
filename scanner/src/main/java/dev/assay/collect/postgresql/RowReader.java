package dev.assay.collect.postgresql;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one fact as objects. */
final class RowReader {
  /** The column by which a row says that it is not whole. */
  static final String GAP = "_gap";

  private final FactQuery fact;
  private final ResultSet rows;
  private final List<String> columns = new ArrayList<>();
  private final List<String> types = new ArrayList<>();

  RowReader(FactQuery fact, ResultSet rows) throws SQLException {
    this.fact = fact;
    this.rows = rows;
    ResultSetMetaData meta = rows.getMetaData();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
      types.add(meta.getColumnTypeName(i));
    }
  }

  /** The row's own account of what it lacks. */
  @Nullable String gap() throws SQLException {
    int i = columns.indexOf(GAP);
    return i < 0 ? null : rows.getString(i + 1);
  }

  /** The columns as text, for ids; without those that are NULL. */
  Map<String, String> names() throws SQLException {
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String text = types.get(i).equals("text") ? rows.getString(i + 1) : null;
      if (text != null) {
        names.put(columns.get(i), text);
      }
    }
    return names;
  }

  RegoObject data() throws SQLException {
    RegoObject.Builder data = new RegoObject.Builder(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      if (column.equals(GAP) || column.equals(fact.pivot())) {
        continue;
      }
      Value value = value(i + 1, types.get(i));
      if (value == null && fact.nullable().contains(column)) {
        value = RegoNull.NULL;
      }
      if (value != null) {
        data.put(column, fact.redacted().contains(column) ? redacted(value) : value);
      }
    }
    return data.build();
  }

  private static Value redacted(Value value) {
    return value instanceof RegoString s
        ? RegoString.of(SqlExpression.withoutConstants(s.value()))
        : value;
  }

  private @Nullable Value value(int i, String type) throws SQLException {
    if (rows.getObject(i) == null) {
      return null;
    }
    return switch (type) {
      case "bool" -> RegoBoolean.of(rows.getBoolean(i));
      case "int2", "int4", "int8" -> RegoNumber.of(rows.getLong(i));
      case "numeric" -> number(rows.getBigDecimal(i));
      case "float8" -> number(new BigDecimal(rows.getString(i)));
      case "text" -> RegoString.of(rows.getString(i));
      case "json" -> json(rows.getString(i));
      case "_text" -> texts(rows.getArray(i));
      default ->
          throw new IllegalStateException(
              "facts/%s.sql: column %s is of type %s; cast it"
                  .formatted(fact.name(), columns.get(i - 1), type));
    };
  }

  private static RegoNumber number(BigDecimal value) {
    return RegoNumber.of(value.scale() < 0 ? value.setScale(0) : value);
  }

  private static Value json(String text) {
    try {
      return Json.parse(text);
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL wrote JSON that is none", e);
    }
  }

  private static RegoArray texts(Array array) throws SQLException {
    List<Value> values = new ArrayList<>();
    for (Object o : (Object[]) array.getArray()) {
      if (o != null) {
        values.add(RegoString.of(o.toString()));
      }
    }
    return RegoArray.of(values);
  }
}
