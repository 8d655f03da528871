package dev.assay.rego.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.builtin.GlobIntersection.Token;
import java.util.BitSet;
import java.util.List;

/**
 * Whether two globs meet, as OPA's library (yashtewari/glob-intersection) decides it: what is
 * repeated takes what the other glob has, token by token, until the rest of both goes together.
 * That is not quite whether a text matches both: what is left over must be matched by something, so
 * {@code x*} and the empty glob do not meet.
 */
final class GlobPair {
  private final Call call;
  private final List<Token> right;

  /** Pairs of places from which the globs do not go together; which one comes first matters. */
  private final BitSet apart = new BitSet();

  private final BitSet apartTurned = new BitSet();

  private GlobPair(Call call, List<Token> right) {
    this.call = call;
    this.right = right;
  }

  static boolean intersects(Call call, List<Token> a, List<Token> b) {
    int start = 0;
    while (arePlain(a, start, b, start)) {
      call.step(1);
      if (!a.get(start).meets(b.get(start))) {
        return false;
      }
      start++;
    }
    start = Math.max(0, start - 1); // one of what went together stays
    int end = 0;
    while (a.size() - 1 - end >= start
        && b.size() - 1 - end >= start
        && arePlain(a, a.size() - 1 - end, b, b.size() - 1 - end)) {
      call.step(1);
      if (!a.get(a.size() - 1 - end).meets(b.get(b.size() - 1 - end))) {
        return false;
      }
      end++;
    }
    end = Math.max(0, end - 1);
    List<Token> left = a.subList(start, a.size() - end);
    List<Token> right = b.subList(start, b.size() - end);
    return new GlobPair(call, right).goTogether(left, 0, right, 0);
  }

  /** Whether there is a token at each place, and neither may be there more or less than once. */
  private static boolean arePlain(List<Token> a, int i, List<Token> b, int j) {
    return i < a.size() && j < b.size() && !a.get(i).repeated() && !b.get(j).repeated();
  }

  /** From these places on. */
  private boolean goTogether(List<Token> a, int fromA, List<Token> b, int fromB) {
    boolean turned = a == right;
    int pair = turned ? fromB * (right.size() + 1) + fromA : fromA * (right.size() + 1) + fromB;
    BitSet known = turned ? apartTurned : apart;
    if (known.get(pair)) {
      return false;
    }
    int i = fromA;
    int j = fromB;
    while (arePlain(a, i, b, j) && a.get(i).meets(b.get(j))) {
      call.step(1);
      i++;
      j++;
    }
    boolean together;
    if (i == a.size() || j == b.size()) {
      together = i == a.size() && j == b.size();
    } else if (a.get(i).repeated()) {
      together = repeat(a, i, b, j);
    } else {
      together = b.get(j).repeated() && repeat(b, j, a, i);
    }
    if (!together) {
      known.set(pair);
    }
    return together;
  }

  /** Whether a flagged token and the other glob go together. */
  private boolean repeat(List<Token> mine, int at, List<Token> other, int from) {
    Token flagged = mine.get(at);
    if (flagged.optional()) {
      return takes(mine, at, other, from);
    }
    if (!flagged.meets(other.get(from))) {
      return false;
    }
    boolean otherTakesIt = other.get(from).repeated();
    return takes(mine, at, other, from + 1)
        || (otherTakesIt && goTogether(mine, at + 1, other, from));
  }

  /** Whether a flagged token takes as much of the other glob as leaves rests that go together. */
  private boolean takes(List<Token> mine, int at, List<Token> other, int from) {
    Token flagged = mine.get(at);
    boolean isLast = at + 1 == mine.size();
    for (int i = from; i < other.size(); i++) {
      call.step(1);
      Token next = other.get(i);
      if (!isLast && mine.get(at + 1).meets(next) && goTogether(mine, at + 1, other, i)) {
        return true;
      }
      if (!flagged.meets(next)) {
        return false;
      }
    }
    return isLast;
  }
}
