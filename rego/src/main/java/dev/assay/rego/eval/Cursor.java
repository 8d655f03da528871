package dev.assay.rego.eval;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import dev.assay.rego.value.Watch;
import org.jspecify.annotations.Nullable;

/**
 * A way through the entries of a collection: of an array by index, of a set each item by itself.
 */
abstract class Cursor {

  /**
   * {@code null} if the value is no collection.
   *
   * @param watch of putting its entries in order
   */
  static @Nullable Cursor over(@Nullable Value value, Watch watch) {
    if (value instanceof RegoArray array) {
      return new Items(array);
    } else if (value instanceof RegoObject object) {
      object.sort(watch);
      return new Entries(object);
    } else if (value instanceof RegoSet set) {
      set.sort(watch);
      return new Members(set);
    }
    return null;
  }

  /** How many entries there are. */
  abstract int size();

  /** Moves before an entry, which {@link #advance} then comes to. */
  abstract void moveBefore(int position);

  /** Moves to the next entry, if there is one. */
  abstract boolean advance();

  abstract Value key();

  abstract Value value();

  private static final class Items extends Cursor {
    private final RegoArray array;
    private int at = -1;

    Items(RegoArray array) {
      this.array = array;
    }

    @Override
    int size() {
      return array.size();
    }

    @Override
    void moveBefore(int position) {
      at = position - 1;
    }

    @Override
    boolean advance() {
      return ++at < array.size();
    }

    @Override
    Value key() {
      return RegoNumber.of(at);
    }

    @Override
    Value value() {
      return array.get(at);
    }
  }

  private static final class Entries extends Cursor {
    private final RegoObject object;
    private int at = -1;

    Entries(RegoObject object) {
      this.object = object;
    }

    @Override
    int size() {
      return object.size();
    }

    @Override
    void moveBefore(int position) {
      at = position - 1;
    }

    @Override
    boolean advance() {
      return ++at < object.size();
    }

    @Override
    Value key() {
      return object.keyAt(at);
    }

    @Override
    Value value() {
      return object.valueAt(at);
    }
  }

  private static final class Members extends Cursor {
    private final RegoSet set;
    private int at = -1;

    Members(RegoSet set) {
      this.set = set;
    }

    @Override
    int size() {
      return set.size();
    }

    @Override
    void moveBefore(int position) {
      at = position - 1;
    }

    @Override
    boolean advance() {
      return ++at < set.size();
    }

    @Override
    Value key() {
      return set.itemAt(at);
    }

    @Override
    Value value() {
      return set.itemAt(at);
    }
  }
}
