package dev.assay.rego.ast;

import java.util.List;
import java.util.stream.Collectors;

/** Terms as Rego text, for messages and paths; bodies of comprehensions are left out. */
public final class TermText {
  private TermText() {}

  public static String of(Term term) {
    if (term instanceof Term.Constant c) {
      return c.value().toString();
    } else if (term instanceof Term.Var v) {
      return v.name();
    } else if (term instanceof Term.Ref r) {
      return Refs.text(r);
    } else if (term instanceof Term.ArrayTerm a) {
      return "[" + list(a.items()) + "]";
    } else if (term instanceof Term.SetTerm s) {
      return s.items().isEmpty() ? "set()" : "{" + list(s.items()) + "}";
    } else if (term instanceof Term.ObjectTerm o) {
      return o.entries().stream()
          .map(e -> of(e.key()) + ": " + of(e.value()))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (term instanceof Term.Call c) {
      return c.operator()
          .map(op -> of(c.arguments().get(0)) + " " + op + " " + of(c.arguments().get(1)))
          .orElseGet(() -> c.function() + "(" + list(c.arguments()) + ")");
    } else if (term instanceof Term.ArrayComprehension a) {
      return "[" + of(a.head()) + " | …]";
    } else if (term instanceof Term.SetComprehension s) {
      return "{" + of(s.head()) + " | …}";
    } else if (term instanceof Term.ObjectComprehension o) {
      return "{" + of(o.key()) + ": " + of(o.value()) + " | …}";
    } else {
      return "$\"…\"";
    }
  }

  private static String list(List<Term> terms) {
    return terms.stream().map(TermText::of).collect(Collectors.joining(", "));
  }
}
