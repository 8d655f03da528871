package dev.assay.rego.ast;

import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Refs as keys and as text. */
public final class Refs {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Refs() {}

  /**
   * The constant keys with which a ref begins: its head's name, then steps up to the first that
   * varies.
   */
  public static List<Value> groundPrefix(Term.Ref ref) {
    List<Value> keys = new ArrayList<>();
    if (ref.head() instanceof Term.Var v) {
      keys.add(RegoString.of(v.name()));
      for (Term step : ref.steps()) {
        if (!(step instanceof Term.Constant c)) {
          break;
        }
        keys.add(c.value());
      }
    }
    return keys;
  }

  /** The ref as written. */
  public static String text(Term.Ref ref) {
    return text(ref, ref.steps().size());
  }

  /** The ref as written, up to and including so many steps. */
  public static String text(Term.Ref ref, int steps) {
    StringBuilder out =
        new StringBuilder(ref.head() instanceof Term.Var v ? v.name() : TermText.of(ref.head()));
    ref.steps().stream().limit(steps).forEach(step -> append(out, step));
    return out.toString();
  }

  /** A path of keys as a ref: {@code a.b["c d"][0]}. */
  public static String text(List<Value> path) {
    StringBuilder out = new StringBuilder();
    for (Value key : path) {
      if (out.length() == 0 && key instanceof RegoString s) {
        out.append(s.value());
      } else {
        append(out, key);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, Term step) {
    if (step instanceof Term.Constant c) {
      append(out, c.value());
    } else {
      out.append('[').append(TermText.of(step)).append(']');
    }
  }

  private static void append(StringBuilder out, Value key) {
    if (key instanceof RegoString s && NAME.matcher(s.value()).matches()) {
      out.append('.').append(s.value());
    } else {
      out.append('[').append(key).append(']');
    }
  }
}
