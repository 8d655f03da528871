package dev.assay.rego.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An object: keys (any values) to values, iterated in the order of its keys. */
public final class RegoObject implements Value {
  public static final RegoObject EMPTY = new RegoObject(Shape.root(), new Value[0]);

  final Shape shape;

  /** By the positions of their keys in the shape; may be longer. */
  final Value[] values;

  private int hash;
  private int weight;

  RegoObject(Shape shape, Value[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** An empty object; those that are built from it, and have the same keys, hold these once. */
  public static RegoObject alike() {
    return new RegoObject(Shape.root(), new Value[0]);
  }

  /** An object with one entry. */
  public static RegoObject of(String key, Value value) {
    return new Builder(1).put(key, value).build();
  }

  public int size() {
    return shape.size();
  }

  /** The value of a key; {@code null} (undefined) if there is none. */
  public @Nullable Value get(Value key) {
    int i = shape.find(key);
    return i < 0 ? null : values[i];
  }

  public @Nullable Value get(String key) {
    return get(RegoString.of(key));
  }

  /**
   * The same object with another value for a key that it has.
   *
   * @throws IllegalArgumentException if it has no such key
   */
  public RegoObject with(Value key, Value value) {
    int i = shape.find(key);
    if (i < 0) {
      throw new IllegalArgumentException("no key " + key);
    }
    Value[] changed = Arrays.copyOf(values, values.length);
    changed[i] = value;
    return new RegoObject(shape, changed);
  }

  public boolean containsValue(Value value) {
    for (int i = 0; i < size(); i++) {
      Watched.look(i);
      if (values[i].equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** The key of a rank: of rank 0 is the least. */
  public Value keyAt(int rank) {
    return shape.key(shape.order()[rank]);
  }

  /** The value of the key of a rank. */
  public Value valueAt(int rank) {
    return values[shape.order()[rank]];
  }

  /** The keys in ascending order. */
  public List<Value> keys() {
    return Collections.unmodifiableList(Arrays.asList(shape.sorted()));
  }

  /** Puts the entries in order, if they are not yet, which may take long. */
  public void sort(Watch watch) {
    shape.order(watch);
  }

  public Iterator<Value> keyIterator() {
    return Arrays.asList(shape.sorted()).iterator();
  }

  /** Calls the consumer with each entry, in ascending order of keys. */
  public void forEach(BiConsumer<? super Value, ? super Value> consumer) {
    int turns = 0;
    for (int i : shape.order()) {
      Watched.look(turns++);
      consumer.accept(shape.key(i), values[i]);
    }
  }

  @Override
  public int weight() {
    if (weight == 0) {
      long sum = 1;
      for (int i = 0; i < size(); i++) {
        Watched.look(i);
        sum += shape.key(i).weight() + (long) values[i].weight();
      }
      weight = (int) Math.min(Integer.MAX_VALUE, sum);
    }
    return weight;
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
    Watched.look();
    int n = Math.min(size(), that.size());
    for (int i = 0; i < n; i++) {
      Watched.look(i);
      int c = keyAt(i).compareTo(that.keyAt(i));
      if (c == 0) {
        c = valueAt(i).compareTo(that.valueAt(i));
      }
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(size(), that.size());
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // of shapes: a shortcut
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    if (!(o instanceof RegoObject that) || size() != that.size()) {
      return false;
    }
    if (hash != 0 && that.hash != 0 && hash != that.hash) {
      return false;
    }
    Watched.look();
    boolean alike = shape == that.shape;
    for (int i = 0; i < size(); i++) {
      Watched.look(i);
      if (!values[i].equals(alike ? that.values[i] : that.get(shape.key(i)))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      int h = 11;
      for (int i = 0; i < size(); i++) {
        Watched.look(i);
        h += 31 * shape.key(i).hashCode() + values[i].hashCode();
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
    private final Watch watch;
    private Shape shape;
    private Value[] values;

    public Builder() {
      this(8);
    }

    public Builder(int expected) {
      this(expected, Watch.NONE);
    }

    /**
     * @param watch of the building
     */
    public Builder(int expected, Watch watch) {
      shape = new Shape(expected);
      this.watch = watch;
      values = new Value[Math.max(expected, 2)];
    }

    public int size() {
      return shape.size();
    }

    /**
     * Begins with the entries of another object. If that one shares its keys with others (as what
     * {@link Json} reads does, and what begins with {@link #alike}), so does what is built.
     *
     * @param more how many keys will probably come to it
     */
    public Builder(RegoObject base, int more) {
      boolean shared = base.shape.isShared();
      shape = shared ? base.shape : Shape.like(base.shape);
      watch = Watch.NONE;
      values = Arrays.copyOf(base.values, base.size() + more);
    }

    public Builder put(Value key, Value value) {
      int i = shape.find(key);
      if (i < 0) {
        i = shape.size();
        add(key);
        if (i == values.length) {
          values = Arrays.copyOf(values, Math.max(4, i * 2));
        }
      }
      values[i] = value;
      return this;
    }

    private void add(Value key) {
      if (shape.isShared()) {
        Shape next = key instanceof RegoString name ? shape.with(name.value()) : null;
        if (next != null) {
          shape = next;
          return;
        }
        shape = Shape.like(shape);
      }
      shape.add(key, watch);
    }

    public Builder put(String key, Value value) {
      return put(RegoString.of(key), value);
    }

    public Builder put(String key, String value) {
      return put(key, RegoString.of(value));
    }

    public Builder putAll(RegoObject other) {
      for (int i = 0; i < other.size(); i++) {
        put(other.shape.key(i), other.values[i]);
      }
      return this;
    }

    public @Nullable Value get(Value key) {
      int i = shape.find(key);
      return i < 0 ? null : values[i];
    }

    public RegoObject build() {
      return shape.size() == 0 ? EMPTY : new RegoObject(shape, values);
    }
  }
}
