package dev.assay.rego.eval;

import dev.assay.rego.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Where in a collection the entries are that have a value in common; see {@link Join}. */
final class JoinIndex {
  private static final int[] NONE = {};

  private final Map<Value, int[]> positions;
  private final int[] always;

  private JoinIndex(Map<Value, int[]> positions, int[] always) {
    this.positions = positions;
    this.always = always;
  }

  /** The positions to visit for a value, ascending. */
  int[] find(Value wanted) {
    int[] found = positions.getOrDefault(wanted, NONE);
    if (always.length == 0) {
      return found;
    }
    int[] all = Arrays.copyOf(found, found.length + always.length);
    System.arraycopy(always, 0, all, found.length, always.length);
    Arrays.sort(all);
    return all;
  }

  /** Collects positions, in ascending order. */
  static final class Builder {
    private final Map<Value, int[]> positions;
    private int[] always = NONE;
    private int sizeOfAlways;

    Builder(int expected) {
      positions = new HashMap<>(expected);
    }

    /** The value is the entry's at a position. */
    void put(Value value, int position) {
      int[] former = positions.get(value);
      if (former == null) {
        positions.put(value, new int[] {position, 1});
        return;
      }
      int size = former[former.length - 1];
      int[] more = size < former.length - 1 ? former : Arrays.copyOf(former, former.length * 2);
      more[size] = position;
      more[more.length - 1] = size + 1;
      positions.put(value, more);
    }

    /** The entry at a position is visited whatever is wanted. */
    void always(int position) {
      if (sizeOfAlways == always.length) {
        always = Arrays.copyOf(always, Math.max(8, sizeOfAlways * 2));
      }
      always[sizeOfAlways++] = position;
    }

    JoinIndex build() {
      // While it grows, the last item of an array is how many of the others count.
      positions.replaceAll((value, list) -> Arrays.copyOf(list, list[list.length - 1]));
      return new JoinIndex(positions, Arrays.copyOf(always, sizeOfAlways));
    }
  }
}
