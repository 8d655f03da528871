package dev.assay.workbench;

import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Term;
import java.util.List;
import java.util.stream.Stream;

/** Whether terms go through the items of something: {@code xs[i]}, {@code walk(x, y)}. */
final class Iteration {
  private Iteration() {}

  static boolean in(List<Literal> literals) {
    return literals.stream().anyMatch(l -> l.expr() instanceof Expr.Holds h && in(h.term()));
  }

  /** Comprehensions keep their iterations to themselves. */
  private static boolean in(Term term) {
    if (term instanceof Term.Ref r) {
      return in(r.head()) || r.steps().stream().anyMatch(s -> s instanceof Term.Var || in(s));
    } else if (term instanceof Term.Call c) {
      return c.function().equals("walk") || c.arguments().stream().anyMatch(Iteration::in);
    } else if (term instanceof Term.ArrayTerm a) {
      return a.items().stream().anyMatch(Iteration::in);
    } else if (term instanceof Term.SetTerm s) {
      return s.items().stream().anyMatch(Iteration::in);
    } else if (term instanceof Term.ObjectTerm o) {
      return o.entries().stream()
          .flatMap(e -> Stream.of(e.key(), e.value()))
          .anyMatch(Iteration::in);
    }
    return false;
  }
}
