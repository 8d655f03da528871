package dev.assay.rego.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array. */
public final class RegoArray implements Value, Iterable<Value> {
  private static final RegoArray EMPTY = new RegoArray(new Value[0]);

  private final Value[] items;
  private int hash;
  private int weight;

  private RegoArray(Value[] items) {
    this.items = items;
  }

  public static RegoArray of(Value... items) {
    return items.length == 0 ? EMPTY : new RegoArray(items.clone());
  }

  public static RegoArray of(List<Value> items) {
    return items.isEmpty() ? EMPTY : new RegoArray(items.toArray(new Value[0]));
  }

  /** The array of these very items, which nobody may change any more. */
  public static RegoArray owning(Value[] items) {
    return items.length == 0 ? EMPTY : new RegoArray(items);
  }

  /**
   * The same array with other items in the place of some.
   *
   * @param at where those are, {@code 0..size}
   * @param count how many there are
   */
  public RegoArray with(int at, int count, Value... others) {
    Value[] changed = new Value[items.length - count + others.length];
    System.arraycopy(items, 0, changed, 0, at);
    System.arraycopy(others, 0, changed, at, others.length);
    System.arraycopy(items, at + count, changed, at + others.length, items.length - at - count);
    return owning(changed);
  }

  /** The items from one position on, to another one. */
  public RegoArray slice(int from, int to) {
    return owning(Arrays.copyOfRange(items, from, to));
  }

  public int size() {
    return items.length;
  }

  /**
   * @throws ArrayIndexOutOfBoundsException outside {@code 0..size-1}
   */
  public Value get(int index) {
    return items[index];
  }

  /** The item at an index given as a value; {@code null} (undefined) if there is none. */
  public @Nullable Value get(Value index) {
    if (index instanceof RegoNumber n && n.isInteger()) {
      long i = n.longValue();
      if (i >= 0 && i < items.length) {
        return items[(int) i];
      }
    }
    return null;
  }

  @Override
  public Iterator<Value> iterator() {
    return asList().iterator();
  }

  /** A view that cannot be changed. */
  public List<Value> asList() {
    return Collections.unmodifiableList(Arrays.asList(items));
  }

  @Override
  public int weight() {
    if (weight == 0) {
      long sum = 1;
      for (int i = 0; i < items.length; i++) {
        Watched.look(i);
        sum += items[i].weight();
      }
      weight = (int) Math.min(Integer.MAX_VALUE, sum);
    }
    return weight;
  }

  @Override
  public Kind kind() {
    return Kind.ARRAY;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof RegoArray that
        ? compareItems(items, items.length, that.items, that.items.length)
        : kind().compareTo(other.kind());
  }

  static int compareItems(Value[] a, int an, Value[] b, int bn) {
    Watched.look();
    int n = Math.min(an, bn);
    for (int i = 0; i < n; i++) {
      Watched.look(i);
      int c = a[i].compareTo(b[i]);
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(an, bn);
  }

  @Override
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    if (!(o instanceof RegoArray that) || items.length != that.items.length) {
      return false;
    }
    Watched.look();
    for (int i = 0; i < items.length; i++) {
      Watched.look(i);
      if (!items[i].equals(that.items[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      int h = 1;
      for (int i = 0; i < items.length; i++) {
        Watched.look(i);
        h = 31 * h + items[i].hashCode();
      }
      hash = h;
    }
    return hash;
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }
}
