package dev.assay.rego.ast;

import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What denotes values. As parsed, a name is a {@link Var} whatever it will turn out to be; once
 * resolved, the names of rules, imports and documents have become {@link Ref}s and every {@link
 * Var} is a local variable with its slot.
 */
public sealed interface Term {

  Location location();

  /** A null, boolean, number or string; after resolution any constant. */
  record Constant(Value value, Location location) implements Term {}

  /**
   * A variable. The wildcard {@code _} is a new variable wherever it stands.
   *
   * @param slot which of its rule's variables it is, or {@link #UNRESOLVED}
   */
  record Var(String name, int slot, Location location) implements Term {
    public static final int UNRESOLVED = -1;

    public Var(String name, Location location) {
      this(name, UNRESOLVED, location);
    }

    public boolean isWildcard() {
      return name.equals("_");
    }

    /** As the author wrote it. */
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * {@code head.a["b"][c]}: a way into a document.
   *
   * @param head a {@link Var} ({@code data} and {@code input} too), or any other term that gives a
   *     document
   * @param steps the keys; {@code .a} is the constant {@code "a"}. Not empty, except for the bare
   *     documents {@code input} and {@code data} once resolved
   */
  record Ref(Term head, List<Term> steps, Location location) implements Term {
    public Ref {
      steps = List.copyOf(steps);
    }

    /** Whether the head is the document of that name ({@code input}, {@code data}). */
    public boolean isRooted(String document) {
      return head instanceof Var v && v.slot() == Var.UNRESOLVED && v.name().equals(document);
    }
  }

  record ArrayTerm(List<Term> items, Location location) implements Term {
    public ArrayTerm {
      items = List.copyOf(items);
    }
  }

  record SetTerm(List<Term> items, Location location) implements Term {
    public SetTerm {
      items = List.copyOf(items);
    }
  }

  record ObjectTerm(List<Entry> entries, Location location) implements Term {
    public ObjectTerm {
      entries = List.copyOf(entries);
    }

    /** One {@code key: value}. */
    public record Entry(Term key, Term value) {}
  }

  record ArrayComprehension(Term head, Body body, Location location) implements Term {}

  record SetComprehension(Term head, Body body, Location location) implements Term {}

  record ObjectComprehension(Term key, Term value, Body body, Location location) implements Term {}

  /**
   * A call of a built-in function, an operator or a function of the policy.
   *
   * @param function the name as written, dotted ({@code array.concat}, {@code data.lib.f}); an
   *     operator has the name of its built-in ({@code plus}, {@code equal}, {@code
   *     internal.member_2})
   * @param operator the operator as written, if it was one
   * @param target once resolved: where the policy's function lies, {@code null} for a built-in
   */
  record Call(
      String function,
      Optional<String> operator,
      List<Term> arguments,
      @Nullable Ref target,
      Location location)
      implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** An interpolated string {@code $"a {x} b"}. */
  record Template(List<Part> parts, Location location) implements Term {
    public Template {
      parts = List.copyOf(parts);
    }

    /** A piece of text, or an expression to be put into it. */
    public sealed interface Part {}

    /** Literal text, unescaped. */
    public record Text(String text) implements Part {}

    /** {@code {term with …}}. */
    public record Hole(Term term, List<With> with) implements Part {
      public Hole {
        with = List.copyOf(with);
      }
    }
  }
}
