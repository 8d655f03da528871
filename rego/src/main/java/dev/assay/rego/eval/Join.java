package dev.assay.rego.eval;

import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.eval.Operand.Depends;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loop over a collection whose body begins with conditions on the entry, one of them an equality
 * with something that the loop does not change: {@code some x in c; x.kind == "k"; x.id == y.ref}.
 * Where the same collection comes again, only the entries are visited that an index finds.
 *
 * <p>No answer may change by that. An entry on which a condition is undefined, reports something
 * absent or fails is therefore visited always; and where that holds for the other sides of the
 * conditions, all entries are.
 */
final class Join {
  /** Shorter collections are looked through. */
  static final int LEAST = 12;

  private final int key;
  private final int value;

  /** What the conditions come to, up to the one that the index is for. */
  private final List<Part> parts;

  /** A condition's operands, or a variable of the body and what is assigned to it. */
  private record Part(
      Operand left, Depends ofLeft, @Nullable Operand right, Depends ofRight, int slot) {

    static Part assign(int slot, Operand operand, Depends depends) {
      return new Part(operand, depends, null, Depends.APART, slot);
    }

    boolean isAssign() {
      return right == null;
    }

    /** Whether it compares the entry with what stands outside. */
    boolean joins() {
      return right != null && ofLeft != ofRight;
    }

    boolean isConstant() {
      return right != null
          && (left instanceof Operand.Constant || right instanceof Operand.Constant);
    }

    Operand inner() {
      return ofLeft == Depends.WITHIN || right == null ? left : right;
    }

    /** What the entry is compared with before the index; any value where it is asked by that. */
    @Nullable Value other(Frame f) {
      if (right != null && ofLeft == Depends.WITHIN && ofRight == Depends.WITHIN) {
        return right.eval(f);
      }
      return joins() && outer() instanceof Operand.Constant c ? c.value() : RegoBoolean.TRUE;
    }

    Operand outer() {
      return ofLeft == Depends.WITHIN && right != null ? right : left;
    }
  }

  private Join(int key, int value, List<Part> parts) {
    this.key = key;
    this.value = value;
    this.parts = parts;
  }

  /**
   * The join that a loop begins with, or {@code null}.
   *
   * @param key the slot of the loop's key, or a negative number
   * @param value likewise of its value
   */
  static @Nullable Join of(int key, int value, List<Filter> filters) {
    BitSet entry = new BitSet();
    if (key >= 0) {
      entry.set(key);
    }
    if (value >= 0) {
      entry.set(value);
    }
    List<Part> parts = new ArrayList<>();
    int join = -1;
    for (Filter filter : filters) {
      Part part = part(filter, entry);
      if (part == null) {
        break;
      }
      parts.add(part);
      if (part.isAssign() && part.ofLeft == Depends.WITHIN) {
        entry.set(part.slot);
      }
      if (part.joins() && (join < 0 || (parts.get(join).isConstant() && !part.isConstant()))) {
        join = parts.size() - 1;
      }
    }
    return join < 0 ? null : new Join(key, value, List.copyOf(parts.subList(0, join + 1)));
  }

  private static @Nullable Part part(Filter filter, BitSet entry) {
    Part part = null;
    if (filter instanceof Filter.Assign a) {
      part = Part.assign(a.slot(), a.operand(), a.operand().depends(entry));
    } else if (filter instanceof Filter.Equal e) {
      part = equality(e.left(), e.right(), entry);
    } else if (filter instanceof Filter.Holds h
        && h.operand() instanceof Comparison c
        && c.operator() == Comparison.Operator.EQUAL) {
      part = equality(c.left(), c.right(), entry);
    }
    return part == null || part.ofLeft == Depends.OTHERWISE || part.ofRight == Depends.OTHERWISE
        ? null
        : part;
  }

  private static Part equality(Operand left, Operand right, BitSet entry) {
    return new Part(left, left.depends(entry), right, right.depends(entry), -1);
  }

  /**
   * What the conditions compare the entry with, in their order.
   *
   * @return the value of the last, by which the index is asked; {@code null} if one is undefined,
   *     or anything is told on the way
   */
  @Nullable Value outside(Frame f) {
    AbsentLog log = f.evaluation.log;
    int outer = log.begin();
    try {
      Value last = null;
      for (Part part : parts) {
        if (part.isAssign() && part.ofLeft == Depends.APART) {
          last = part.left.eval(f);
          if (last == null) {
            return null;
          }
          f.slots[part.slot] = last;
        } else if (!part.isAssign()) {
          last = part.joins() ? part.outer().eval(f) : bothOutside(part, f);
          if (last == null) {
            return null;
          }
        }
      }
      return log.size() > 0 ? null : last;
    } catch (RegoException e) {
      rethrowIfStopped(e);
      return null;
    } finally {
      log.resume(outer);
    }
  }

  private static @Nullable Value bothOutside(Part part, Frame f) {
    if (part.ofLeft == Depends.WITHIN) {
      return RegoBoolean.TRUE;
    }
    Value left = part.left.eval(f);
    Value right = left == null || part.right == null ? null : part.right.eval(f);
    return right == null ? null : left;
  }

  /** Puts a collection's entries into an index. */
  JoinIndex index(Cursor cursor, int size, Frame f) {
    AbsentLog log = f.evaluation.log;
    JoinIndex.Builder index = new JoinIndex.Builder(size);
    int outer = log.begin();
    try {
      for (int i = 0; cursor.advance(); i++) {
        f.evaluation.tick();
        log.forget(0);
        if (key >= 0) {
          f.slots[key] = cursor.key();
        }
        if (value >= 0) {
          f.slots[value] = cursor.value();
        }
        enter(i, index, f);
      }
    } finally {
      log.resume(outer);
    }
    return index.build();
  }

  private void enter(int position, JoinIndex.Builder index, Frame f) {
    Value found = null;
    try {
      for (int i = 0; i < parts.size(); i++) {
        Part part = parts.get(i);
        if (part.ofLeft == Depends.APART && part.ofRight == Depends.APART) {
          continue;
        }
        found = part.inner().eval(f);
        Value other = part.other(f);
        if (found == null || other == null || f.evaluation.log.size() > 0) {
          index.always(position);
          return;
        }
        if (part.isAssign()) {
          f.slots[part.slot] = found;
        } else if (i < parts.size() - 1 && !found.equals(other)) {
          return;
        }
      }
    } catch (RegoException e) {
      rethrowIfStopped(e);
      found = null;
    }
    if (found == null) {
      index.always(position);
    } else {
      index.put(found, position);
    }
  }

  private static void rethrowIfStopped(RegoException e) {
    if (e.errors().stream().anyMatch(error -> error.code().equals(RegoError.CANCEL))) {
      throw e;
    }
  }
}
