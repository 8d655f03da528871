package dev.assay.rego.value;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an object in the order of their arrival: what objects of one kind have in common. A
 * shape that belongs to a {@link Table} grows with it; a shape made by {@link #with} never changes,
 * is shared between objects, and is found again by whoever adds the same keys in the same order.
 *
 * <p>Few keys are searched one by one, many through an open-addressing index.
 */
final class Shape {
  private static final int FEW = 8;

  private Value[] keys;
  private int size;
  private int @Nullable [] index;
  private volatile int @Nullable [] order;
  private @Nullable Map<Value, Shape> children;

  Shape(int expected) {
    keys = new Value[Math.max(expected, 2)];
  }

  private Shape(Value[] keys, int size) {
    this.keys = keys;
    this.size = size;
    if (size > FEW) {
      reindex();
    }
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
    return index[slot(index, key)] - 1;
  }

  /** Adds a key that is not there yet. */
  void add(Value key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
    }
    keys[size++] = key;
    if (index != null && size * 2 <= index.length) {
      index[slot(index, key)] = size;
    } else if (size > FEW) {
      reindex();
    }
  }

  /** The shared shape that has one key more. Not thread-safe: within one reader only. */
  Shape with(Value key) {
    if (children == null) {
      children = new HashMap<>(2);
    }
    Shape child = children.get(key);
    if (child == null) {
      Value[] more = Arrays.copyOf(keys, size + 1);
      more[size] = key;
      child = new Shape(more, size + 1);
      children.put(key, child);
    }
    return child;
  }

  /** The positions in ascending order of their keys. */
  int[] order() {
    int[] known = order;
    if (known == null) {
      Integer[] positions = new Integer[size];
      for (int i = 0; i < size; i++) {
        positions[i] = i;
      }
      Arrays.sort(positions, (a, b) -> keys[a].compareTo(keys[b]));
      known = new int[size];
      for (int i = 0; i < size; i++) {
        known[i] = positions[i];
      }
      order = known;
    }
    return known;
  }

  private void reindex() {
    int[] larger = new int[Integer.highestOneBit(size) * 4];
    for (int i = 0; i < size; i++) {
      larger[slot(larger, keys[i])] = i + 1;
    }
    index = larger;
  }

  /** The slot that holds the key, or the empty one where it belongs. */
  private int slot(int[] slots, Value key) {
    int mask = slots.length - 1;
    int h = key.hashCode() * 0x9E3779B9;
    int i = (h ^ (h >>> 16)) & mask;
    while (slots[i] != 0 && !keys[slots[i] - 1].equals(key)) {
      i = (i + 1) & mask;
    }
    return i;
  }
}
