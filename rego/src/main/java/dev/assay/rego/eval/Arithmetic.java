package dev.assay.rego.eval;

import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.Value;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The operators {@code + - * / %}: on numbers that fit into a {@code long} without a call. */
public final class Arithmetic extends Operand {
  private final Operator operator;
  private final Operand left;
  private final Operand right;
  private final Call call;

  /** Named as OPA names the built-in functions. */
  public enum Operator {
    PLUS,
    MINUS,
    MUL,
    DIV,
    REM
  }

  /**
   * @param call of the built-in function, for whatever is not simple
   */
  public Arithmetic(Operator operator, Operand left, Operand right, Call call) {
    this.operator = operator;
    this.left = left;
    this.right = right;
    this.call = call;
  }

  @Override
  @Nullable Value eval(Frame f) {
    Value a = left.eval(f);
    if (a == null) {
      return null;
    }
    Value b = right.eval(f);
    if (b == null) {
      return null;
    }
    if (a instanceof RegoNumber x
        && b instanceof RegoNumber y
        && x.isLong()
        && y.isLong()
        && f.env.mocks.isEmpty()) {
      RegoNumber result = simply(x.longValue(), y.longValue());
      if (result != null) {
        return result;
      }
    }
    return call.apply(new Value[] {a, b}, f);
  }

  @Override
  Depends depends(BitSet slots) {
    return depends(slots, left, right);
  }

  /** {@code null} if the result is no {@code long}. */
  private @Nullable RegoNumber simply(long x, long y) {
    switch (operator) {
      case PLUS -> {
        long sum = x + y;
        return ((x ^ sum) & (y ^ sum)) >= 0 ? RegoNumber.of(sum) : null;
      }
      case MINUS -> {
        long difference = x - y;
        return ((x ^ y) & (x ^ difference)) >= 0 ? RegoNumber.of(difference) : null;
      }
      case MUL -> {
        long high = Math.multiplyHigh(x, y);
        long low = x * y;
        return high == low >> 63 ? RegoNumber.of(low) : null;
      }
      case DIV -> {
        return y != 0 && y != -1 && x % y == 0 ? RegoNumber.of(x / y) : null;
      }
      case REM -> {
        return y != 0 ? RegoNumber.of(x % y) : null;
      }
    }
    return null;
  }
}
