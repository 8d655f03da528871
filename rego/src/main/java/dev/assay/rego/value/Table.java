package dev.assay.rego.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The hash table under objects and sets: entries in the order of arrival, searched one by one while
 * they are few and through an open-addressing index when they are many.
 */
final class Table {
  private static final int FEW = 8;

  private Value[] keys;
  private Value[] values;
  private int size;
  private int @Nullable [] index;

  Table(int expected) {
    int capacity = Math.max(expected, 2);
    keys = new Value[capacity];
    values = new Value[capacity];
  }

  int size() {
    return size;
  }

  Value key(int i) {
    return keys[i];
  }

  Value value(int i) {
    return values[i];
  }

  /** A fresh array of the keys, in the order of arrival. */
  Value[] keys() {
    return Arrays.copyOf(keys, size);
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
    int at = index[slot(index, key)];
    return at - 1;
  }

  /** The former value of the key, or {@code null}. */
  @Nullable Value put(Value key, Value value) {
    int at = find(key);
    if (at >= 0) {
      Value former = values[at];
      values[at] = value;
      return former;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    keys[size] = key;
    values[size] = value;
    size++;
    if (index != null && size * 2 <= index.length) {
      index[slot(index, key)] = size;
    } else if (size > FEW) {
      int[] larger = new int[Integer.highestOneBit(size) * 4];
      for (int i = 0; i < size; i++) {
        larger[slot(larger, keys[i])] = i + 1;
      }
      index = larger;
    }
    return null;
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
