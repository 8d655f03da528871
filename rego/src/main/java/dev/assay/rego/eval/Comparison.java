package dev.assay.rego.eval;

import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** The operators {@code == != < <= > >=}. */
public final class Comparison extends Operand {
  private final Operator operator;
  private final Operand left;
  private final Operand right;

  /** Named as OPA names the built-in functions. */
  public enum Operator {
    EQUAL,
    NEQ,
    LT,
    LTE,
    GT,
    GTE
  }

  public Comparison(Operator operator, Operand left, Operand right) {
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  Operator operator() {
    return operator;
  }

  Operand left() {
    return left;
  }

  Operand right() {
    return right;
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
    boolean holds =
        switch (operator) {
          case EQUAL -> a.equals(b);
          case NEQ -> !a.equals(b);
          case LT -> a.compareTo(b) < 0;
          case LTE -> a.compareTo(b) <= 0;
          case GT -> a.compareTo(b) > 0;
          case GTE -> a.compareTo(b) >= 0;
        };
    return RegoBoolean.of(holds);
  }
}
