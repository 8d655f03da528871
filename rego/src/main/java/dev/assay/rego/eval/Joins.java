package dev.assay.rego.eval;

import dev.assay.rego.value.Value;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of a program's loops over collections that came more than once. Values never change,
 * so an index serves all evaluations and threads. Thread-safe.
 */
final class Joins {
  /** How many collections are remembered of one loop. */
  private static final int WAYS = 4;

  private final Map<Enumerate, Recent> loops = new ConcurrentHashMap<>();

  /** Makes the index that is asked for. */
  @FunctionalInterface
  interface Making {
    JoinIndex make();
  }

  /** The index of a collection, from the second time on that a loop comes to it. */
  @Nullable JoinIndex of(Enumerate loop, Value collection, Making making) {
    Recent recent = loops.get(loop);
    if (recent == null) {
      recent = loops.computeIfAbsent(loop, l -> new Recent());
    }
    return recent.of(collection, making);
  }

  private static final class Recent {
    private final @Nullable Seen[] seen = new Seen[WAYS];
    private int next;

    @Nullable JoinIndex of(Value collection, Making making) {
      for (Seen known : seen) {
        if (known != null && known.collection == collection) {
          JoinIndex index = known.index;
          if (index == null) {
            index = making.make();
            known.index = index;
          }
          return index;
        }
      }
      int place = next;
      seen[place] = new Seen(collection);
      next = (place + 1) % WAYS;
      return null;
    }
  }

  private static final class Seen {
    private final Value collection;
    private volatile @Nullable JoinIndex index;

    Seen(Value collection) {
      this.collection = collection;
    }
  }
}
