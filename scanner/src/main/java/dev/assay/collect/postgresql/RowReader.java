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
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one fact as objects, which share their keys and what recurs in them. */
final class RowReader {
  /** The column by which a row says that it is not whole. */
  static final String GAP = "_gap";

  /**
   * @param told whether it is a field of the resource
   */
  private record Column(
      String name, RegoString key, Type type, boolean told, boolean nullable, boolean redacted) {}

  /** What facts are cast to; whatever the driver calls so is read as this. */
  private enum Type {
    BOOLEAN,
    INTEGER,
    DECIMAL,
    TEXT,
    TEXTS,
    JSON;

    /**
     * @param sqlType of {@link Types}. The names of types would say more, but each time the driver
     *     asks the server for them, since a serial's might be another.
     */
    static Type of(int sqlType, FactQuery fact, String column) {
      return switch (sqlType) {
        case Types.BIT -> BOOLEAN;
        case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> INTEGER;
        case Types.NUMERIC, Types.DOUBLE -> DECIMAL;
        case Types.VARCHAR -> TEXT;
        case Types.ARRAY -> TEXTS;
        case Types.OTHER -> JSON;
        default ->
            throw new IllegalStateException(
                "facts/%s.sql: column %s is of a type that is not read; cast it"
                    .formatted(fact.name(), column));
      };
    }
  }

  private final ResultSet rows;
  private final Json values;
  private final RegoObject alike = RegoObject.alike();
  private final List<Column> columns = new ArrayList<>();
  private final @Nullable String[] texts;

  /**
   * @param values holds once what several facts have in common
   */
  RowReader(FactQuery fact, ResultSet rows, Json values) throws SQLException {
    this.rows = rows;
    this.values = values;
    ResultSetMetaData meta = rows.getMetaData();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String name = meta.getColumnLabel(i);
      columns.add(
          new Column(
              name,
              RegoString.of(name),
              Type.of(meta.getColumnType(i), fact, name),
              !name.equals(GAP) && !name.equals(fact.pivot()),
              fact.nullable().contains(name),
              fact.redacted().contains(name)));
    }
    texts = new String[columns.size()];
  }

  boolean next() throws SQLException {
    if (!rows.next()) {
      return false;
    }
    for (int i = 0; i < texts.length; i++) {
      texts[i] = columns.get(i).type() == Type.TEXT ? rows.getString(i + 1) : null;
    }
    return true;
  }

  /** The row's own account of what it lacks. */
  @Nullable String gap() {
    return name(GAP);
  }

  /** A text column, for ids; null if it is NULL. */
  @Nullable String name(String column) {
    for (int i = 0; i < texts.length; i++) {
      if (columns.get(i).name().equals(column)) {
        return texts[i];
      }
    }
    return null;
  }

  RegoObject data() throws SQLException {
    RegoObject.Builder data = new RegoObject.Builder(alike, texts.length);
    for (int i = 0; i < texts.length; i++) {
      Column column = columns.get(i);
      if (column.told()) {
        Value value = value(i, column);
        if (value != null) {
          data.put(column.key(), value);
        } else if (column.nullable()) {
          data.put(column.key(), RegoNull.NULL);
        }
      }
    }
    return data.build();
  }

  private @Nullable Value value(int i, Column column) throws SQLException {
    int at = i + 1;
    switch (column.type()) {
      case BOOLEAN -> {
        boolean value = rows.getBoolean(at);
        return rows.wasNull() ? null : RegoBoolean.of(value);
      }
      case INTEGER -> {
        long value = rows.getLong(at);
        return rows.wasNull() ? null : RegoNumber.of(value);
      }
      default -> {
        String text = column.type() == Type.TEXT ? texts[i] : rows.getString(at);
        return text == null ? null : value(text, at, column);
      }
    }
  }

  private Value value(String text, int at, Column column) throws SQLException {
    return switch (column.type()) {
      case BOOLEAN, INTEGER -> throw new IllegalStateException("read before");
      case DECIMAL -> number(new BigDecimal(text));
      case TEXT -> values.string(column.redacted() ? SqlExpression.withoutConstants(text) : text);
      case TEXTS -> text.equals("{}") ? RegoArray.of() : texts(rows.getArray(at));
      case JSON -> json(text);
    };
  }

  private static RegoNumber number(BigDecimal value) {
    return RegoNumber.of(value.scale() < 0 ? value.setScale(0) : value);
  }

  private Value json(String text) {
    try {
      return values.read(text);
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL wrote JSON that is none", e);
    }
  }

  private RegoArray texts(Array array) throws SQLException {
    List<Value> texts = new ArrayList<>();
    for (Object o : (Object[]) array.getArray()) {
      if (o != null) {
        texts.add(values.string(o.toString()));
      }
    }
    return RegoArray.of(texts);
  }
}
