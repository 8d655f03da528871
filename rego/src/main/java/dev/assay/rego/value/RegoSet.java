package dev.assay.rego.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set, iterated in the order of values. */
public final class RegoSet implements Value, Iterable<Value> {
  public static final RegoSet EMPTY = new RegoSet(new Table(0));

  private final Table table;
  private Value @Nullable [] sorted;
  private int hash;

  private RegoSet(Table table) {
    this.table = table;
  }

  public static RegoSet of(Value... items) {
    return of(Arrays.asList(items));
  }

  public static RegoSet of(Collection<? extends Value> items) {
    Builder b = new Builder(items.size());
    items.forEach(b::add);
    return b.build();
  }

  public int size() {
    return table.size();
  }

  public boolean contains(Value item) {
    return table.find(item) >= 0;
  }

  @Override
  public Iterator<Value> iterator() {
    return Arrays.asList(sorted()).iterator();
  }

  /** The items in ascending order. */
  public List<Value> asList() {
    return List.of(sorted());
  }

  private Value[] sorted() {
    Value[] s = sorted;
    if (s == null) {
      s = table.keys();
      Arrays.sort(s);
      sorted = s;
    }
    return s;
  }

  @Override
  public Kind kind() {
    return Kind.SET;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof RegoSet that
        ? RegoArray.compareItems(sorted(), size(), that.sorted(), that.size())
        : kind().compareTo(other.kind());
  }

  @Override
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    if (!(o instanceof RegoSet that) || size() != that.size()) {
      return false;
    }
    for (int i = 0; i < table.size(); i++) {
      if (!that.contains(table.key(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      int h = 7;
      for (int i = 0; i < table.size(); i++) {
        h += table.key(i).hashCode();
      }
      hash = h;
    }
    return hash;
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }

  /** Collects items; repeated ones once. Not to be used after {@link #build}. */
  public static final class Builder {
    private final Table table;

    public Builder() {
      this(4);
    }

    public Builder(int expected) {
      table = new Table(expected);
    }

    /** Whether the item was new. */
    public boolean add(Value item) {
      return table.put(item, item) == null;
    }

    public int size() {
      return table.size();
    }

    public RegoSet build() {
      return table.size() == 0 ? EMPTY : new RegoSet(table);
    }
  }
}
