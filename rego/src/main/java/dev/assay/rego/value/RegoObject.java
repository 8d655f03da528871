package dev.assay.rego.value;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An object: keys (any values) to values, iterated in the order of its keys. */
public final class RegoObject implements Value {
  public static final RegoObject EMPTY = new RegoObject(new Table(0));

  private final Table table;
  private Value @Nullable [] sortedKeys;
  private int hash;

  private RegoObject(Table table) {
    this.table = table;
  }

  /** An object with one entry. */
  public static RegoObject of(String key, Value value) {
    return new Builder(1).put(key, value).build();
  }

  public int size() {
    return table.size();
  }

  /** The value of a key; {@code null} (undefined) if there is none. */
  public @Nullable Value get(Value key) {
    int i = table.find(key);
    return i < 0 ? null : table.value(i);
  }

  public @Nullable Value get(String key) {
    return get(RegoString.of(key));
  }

  public boolean containsValue(Value value) {
    for (int i = 0; i < table.size(); i++) {
      if (table.value(i).equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** The keys in ascending order. */
  public List<Value> keys() {
    return List.of(sortedKeys());
  }

  public Iterator<Value> keyIterator() {
    return Arrays.asList(sortedKeys()).iterator();
  }

  /** Calls the consumer with each entry, in ascending order of keys. */
  public void forEach(BiConsumer<? super Value, ? super Value> consumer) {
    for (Value key : sortedKeys()) {
      consumer.accept(key, table.value(table.find(key)));
    }
  }

  private Value[] sortedKeys() {
    Value[] s = sortedKeys;
    if (s == null) {
      s = table.keys();
      Arrays.sort(s);
      sortedKeys = s;
    }
    return s;
  }

  @Override
  public Kind kind() {
    return Kind.OBJECT;
  }

  @Override
  public int compareTo(Value other) {
    if (!(other instanceof RegoObject that)) {
      return kind().compareTo(other.kind());
    }
    Value[] a = sortedKeys();
    Value[] b = that.sortedKeys();
    int n = Math.min(a.length, b.length);
    for (int i = 0; i < n; i++) {
      int c = a[i].compareTo(b[i]);
      if (c == 0) {
        c = table.value(table.find(a[i])).compareTo(that.table.value(that.table.find(b[i])));
      }
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  @Override
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    if (!(o instanceof RegoObject that) || size() != that.size()) {
      return false;
    }
    for (int i = 0; i < table.size(); i++) {
      if (!table.value(i).equals(that.get(table.key(i)))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      int h = 11;
      for (int i = 0; i < table.size(); i++) {
        h += 31 * table.key(i).hashCode() + table.value(i).hashCode();
      }
      hash = h;
    }
    return hash;
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }

  /** Collects entries; a repeated key keeps its last value. Not to be used after {@link #build}. */
  public static final class Builder {
    private final Table table;

    public Builder() {
      this(8);
    }

    public Builder(int expected) {
      table = new Table(expected);
    }

    public Builder put(Value key, Value value) {
      table.put(key, value);
      return this;
    }

    public Builder put(String key, Value value) {
      return put(RegoString.of(key), value);
    }

    public Builder put(String key, String value) {
      return put(key, RegoString.of(value));
    }

    public Builder putAll(RegoObject other) {
      for (int i = 0; i < other.table.size(); i++) {
        table.put(other.table.key(i), other.table.value(i));
      }
      return this;
    }

    public @Nullable Value get(Value key) {
      int i = table.find(key);
      return i < 0 ? null : table.value(i);
    }

    public RegoObject build() {
      return table.size() == 0 ? EMPTY : new RegoObject(table);
    }
  }
}
