package dev.assay.rego.value;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an object, or the items of a set, in the order of their arrival: each has a position.
 * Few are searched one by one, many through an open-addressing index.
 *
 * <p>A shape grows with the builder that it belongs to. A shared shape, made by {@link #with},
 * never changes: objects with the same keys in the same order have it in common.
 */
final class Shape {
  private static final int FEW = 8;

  /** If more are expected than these, the index is made for them at once, up to a bound. */
  private static final int MANY = 1 << 12;

  private static final int MOST_AT_ONCE = 1 << 20;

  /** What one reader may keep: beyond that, objects are taken for maps with keys of their own. */
  private static final int MOST_KEYS = 200;

  private static final int MOST_CHILDREN = 100;

  /** How many keys go into an index between looks at the watch, less one. */
  private static final int STRIDE = (1 << 12) - 1;

  private Value[] keys;
  private int size;

  /**
   * In each slot a position, counted from one, and above it as much of the key's hash as there is
   * room for: most of what is not the key is known by that, without going to see it.
   */
  private int @Nullable [] index;

  private volatile int @Nullable [] order;
  private final @Nullable Map<String, Shape> children;

  /** What {@link #with} gave for a name that was asked for. */
  private record Next(String name, Shape shape) {}

  private volatile @Nullable Next lately;

  Shape(int expected) {
    keys = new Value[Math.max(expected, 2)];
    children = null;
    if (expected > MANY) {
      index = new int[slots(Math.min(expected, MOST_AT_ONCE))];
    }
  }

  private Shape(Value[] keys) {
    this.keys = keys;
    this.size = keys.length;
    this.children = new ConcurrentHashMap<>(2);
    if (size > FEW) {
      reindex(Watch.NONE);
    }
  }

  /** A shape of one builder's own with the keys of another. */
  static Shape like(Shape other) {
    Shape copy = new Shape(other.size + 4);
    for (int i = 0; i < other.size; i++) {
      copy.add(other.keys[i], Watch.NONE);
    }
    return copy;
  }

  /** The shared shape of the empty object; see {@link #with}. */
  static Shape root() {
    return new Shape(new Value[0]);
  }

  boolean isShared() {
    return children != null;
  }

  int size() {
    return size;
  }

  Value key(int i) {
    return keys[i];
  }

  /** The position of a key, or a negative number. */
  int find(Value key) {
    if (index == null) {
      for (int i = 0; i < size; i++) {
        if (keys[i].equals(key)) {
          return i;
        }
      }
      return -1;
    }
    return (index[slot(index, key)] & (index.length - 1)) - 1;
  }

  /** Adds a key that is not there yet; gives its position. */
  int add(Value key, Watch watch) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
    }
    Watched.look(size);
    keys[size++] = key;
    if (index != null && size * 2 <= index.length) {
      put(index, key, size);
    } else if (size > FEW) {
      reindex(watch);
    }
    return size - 1;
  }

  /**
   * The shared shape with one key more, which is the same for the same key.
   *
   * @return {@code null} if this shape has the key, or if there are too many shapes for sharing to
   *     pay
   */
  @Nullable Shape with(String name) {
    if (children == null) {
      return null;
    }
    Next known = lately;
    if (known != null && known.name.equals(name)) {
      return known.shape;
    }
    Shape child = child(name);
    if (child != null) {
      lately = new Next(name, child);
    }
    return child;
  }

  private @Nullable Shape child(String name) {
    Shape child = children == null ? null : children.get(name);
    if (child == null && children != null) {
      RegoString key = RegoString.of(name);
      if (size == MOST_KEYS || children.size() == MOST_CHILDREN || find(key) >= 0) {
        return null;
      }
      Value[] more = Arrays.copyOf(keys, size + 1);
      more[size] = key;
      Shape made = new Shape(more);
      Shape first = children.putIfAbsent(name, made);
      return first == null ? made : first;
    }
    return child;
  }

  /** The positions in ascending order of their keys. */
  int[] order() {
    return order(Watch.NONE);
  }

  int[] order(Watch watch) {
    int[] known = order;
    if (known == null) {
      known = Ranks.of(keys, size, watch);
      order = known;
    }
    return known;
  }

  /** The keys in ascending order. */
  Value[] sorted() {
    int[] ranked = order();
    Value[] sorted = new Value[size];
    for (int i = 0; i < size; i++) {
      Watched.look(i);
      sorted[i] = keys[ranked[i]];
    }
    return sorted;
  }

  private void reindex(Watch watch) {
    int[] larger = new int[slots(size)];
    for (int i = 0; i < size; i++) {
      if ((i & STRIDE) == STRIDE) {
        watch.step(STRIDE);
        Watched.look();
      }
      put(larger, keys[i], i + 1);
    }
    index = larger;
  }

  private static int slots(int size) {
    return Integer.highestOneBit(size) * 4;
  }

  private void put(int[] slots, Value key, int position) {
    slots[slot(slots, key)] = (mixed(key) & -slots.length) | position;
  }

  /** The slot that holds the key, or the empty one where it belongs. */
  private int slot(int[] slots, Value key) {
    int mask = slots.length - 1;
    int h = mixed(key);
    int i = (h ^ (h >>> 16)) & mask;
    while (slots[i] != 0
        && (((slots[i] ^ h) & ~mask) != 0 || !keys[(slots[i] & mask) - 1].equals(key))) {
      i = (i + 1) & mask;
    }
    return i;
  }

  private static int mixed(Value key) {
    return key.hashCode() * 0x9E3779B9;
  }
}
