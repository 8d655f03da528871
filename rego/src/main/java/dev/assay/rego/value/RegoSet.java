package dev.assay.rego.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set, iterated in the order of values. */
public final class RegoSet implements Value, Iterable<Value> {
  public static final RegoSet EMPTY = new RegoSet(new Shape(0));

  private final Shape items;
  private int hash;
  private int weight;

  private RegoSet(Shape items) {
    this.items = items;
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
    return items.size();
  }

  public boolean contains(Value item) {
    return items.find(item) >= 0;
  }

  /** The item of a position, in no order that matters: cheaper than ranks where all are needed. */
  public Value item(int position) {
    return items.key(position);
  }

  /** The item of a rank: of rank 0 is the least. */
  public Value itemAt(int rank) {
    return items.key(items.order()[rank]);
  }

  /** Puts the items in order, if they are not yet, which may take long. */
  public void sort(Watch watch) {
    items.order(watch);
  }

  @Override
  public Iterator<Value> iterator() {
    return Arrays.asList(sorted()).iterator();
  }

  /** The items in ascending order. */
  public List<Value> asList() {
    return Collections.unmodifiableList(Arrays.asList(sorted()));
  }

  private Value[] sorted() {
    return items.sorted();
  }

  @Override
  public int weight() {
    if (weight == 0) {
      long sum = 1;
      for (int i = 0; i < size(); i++) {
        Watched.look(i);
        sum += items.key(i).weight();
      }
      weight = (int) Math.min(Integer.MAX_VALUE, sum);
    }
    return weight;
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
    Watched.look();
    for (int i = 0; i < size(); i++) {
      Watched.look(i);
      if (!that.contains(items.key(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      int h = 7;
      for (int i = 0; i < size(); i++) {
        Watched.look(i);
        h += items.key(i).hashCode();
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
    private final int expected;
    private final Watch watch;
    private @Nullable Shape items;

    public Builder() {
      this(4);
    }

    public Builder(int expected) {
      this(expected, Watch.NONE);
    }

    /**
     * @param watch of the building
     */
    public Builder(int expected, Watch watch) {
      this.expected = expected;
      this.watch = watch;
    }

    /** Whether the item was new. */
    public boolean add(Value item) {
      Shape former = items;
      if (former == null) {
        items = new Shape(expected); // most sets of violations stay empty
        items.add(item, watch);
        return true;
      }
      if (former.find(item) >= 0) {
        return false;
      }
      former.add(item, watch);
      return true;
    }

    public int size() {
      return items == null ? 0 : items.size();
    }

    public RegoSet build() {
      return items == null ? EMPTY : new RegoSet(items);
    }
  }
}
