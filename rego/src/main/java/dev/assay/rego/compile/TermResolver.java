package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Dialect;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.builtin.Builtins;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives the names in terms their meaning; see {@link Resolver}. */
final class TermResolver {
  private final Resolver resolver;
  private final Names names;
  private final Functions functions;
  private final Metadata metadata;
  private final Errors errors;

  /** Whether the names in a pattern count as uses; where they are declared they do not. */
  private boolean declaring;

  TermResolver(
      Resolver resolver, Names names, Functions functions, Metadata metadata, Errors errors) {
    this.resolver = resolver;
    this.names = names;
    this.functions = functions;
    this.metadata = metadata;
    this.errors = errors;
  }

  /** A pattern whose variables have just been declared. */
  Term resolvePattern(Term pattern) {
    declaring = true;
    Term resolved = resolve(pattern);
    declaring = false;
    return resolved;
  }

  Term resolve(Term term) {
    if (term instanceof Term.Constant) {
      return term;
    } else if (term instanceof Term.Var v) {
      return var(v);
    } else if (term instanceof Term.Ref r) {
      return ref(r);
    } else if (term instanceof Term.ArrayTerm a) {
      List<Term> items = all(a.items());
      return fold(items, RegoArray::of, new Term.ArrayTerm(items, a.location()));
    } else if (term instanceof Term.SetTerm s) {
      List<Term> items = all(s.items());
      return fold(items, RegoSet::of, new Term.SetTerm(items, s.location()));
    } else if (term instanceof Term.ObjectTerm o) {
      return object(o);
    } else if (term instanceof Term.Call c) {
      return call(c, false);
    } else if (term instanceof Term.Template t) {
      return template(t);
    }
    return comprehension(term);
  }

  private List<Term> all(List<Term> terms) {
    return terms.stream().map(this::resolve).toList();
  }

  private static Term fold(List<Term> items, Function<List<Value>, Value> made, Term otherwise) {
    List<Value> values = new ArrayList<>();
    for (Term item : items) {
      if (!(item instanceof Term.Constant c)) {
        return otherwise;
      }
      values.add(c.value());
    }
    return new Term.Constant(made.apply(values), otherwise.location());
  }

  private Term object(Term.ObjectTerm object) {
    List<Term.ObjectTerm.Entry> entries = new ArrayList<>();
    RegoObject.Builder constant = new RegoObject.Builder();
    boolean isConstant = true;
    for (Term.ObjectTerm.Entry entry : object.entries()) {
      Term key = resolve(entry.key());
      Term value = resolve(entry.value());
      entries.add(new Term.ObjectTerm.Entry(key, value));
      if (key instanceof Term.Constant k && value instanceof Term.Constant v) {
        constant.put(k.value(), v.value());
      } else {
        isConstant = false;
      }
    }
    return isConstant
        ? new Term.Constant(constant.build(), object.location())
        : new Term.ObjectTerm(entries, object.location());
  }

  private Term var(Term.Var v) {
    Term resolved = headOf(v);
    return resolved instanceof Term.Ref global ? value(global) : resolved;
  }

  private Term headOf(Term.Var v) {
    if (v.isWildcard()) {
      return new Term.Var(v.name(), resolver.slots().fresh(), v.location());
    }
    Scope.Declared declared = resolver.scope().find(v.name());
    if (declared != null) {
      declared.used |= !declaring;
      return new Term.Var(v.name(), declared.slot, v.location());
    }
    resolver.scope().mentioned.add(v.name());
    Term.Ref global = names.global(v.name(), v.location());
    return global != null
        ? global
        : new Term.Var(v.name(), resolver.slots().of(v.name()), v.location());
  }

  private Term ref(Term.Ref r) {
    boolean outer = declaring;
    declaring = false;
    List<Term> steps = new ArrayList<>();
    Term head = r.head() instanceof Term.Var v ? headOf(v) : resolve(r.head());
    r.steps().forEach(step -> steps.add(resolve(step)));
    declaring = outer;
    if (r.head() instanceof Term.Var && head instanceof Term.Ref global) {
      steps.addAll(0, global.steps());
      return value(new Term.Ref(global.head(), steps, r.location()));
    }
    return new Term.Ref(head, steps, r.location());
  }

  /** The ref, unless it names a function, which is no value. */
  private Term.Ref value(Term.Ref ref) {
    if (ref.isRooted("data") && functions.meets(ref)) {
      errors.addHarmless(RegoError.TYPE, "undefined ref: " + Refs.text(ref), ref.location());
    }
    return ref;
  }

  private Term comprehension(Term term) {
    boolean outer = declaring;
    declaring = false;
    Term resolved;
    Term[] head = new Term[2];
    if (term instanceof Term.ArrayComprehension a) {
      Body body = resolver.closure(a.body(), () -> head[0] = resolve(a.head()));
      resolved = new Term.ArrayComprehension(head[0], body, a.location());
    } else if (term instanceof Term.SetComprehension s) {
      Body body = resolver.closure(s.body(), () -> head[0] = resolve(s.head()));
      resolved = new Term.SetComprehension(head[0], body, s.location());
    } else {
      Term.ObjectComprehension o = (Term.ObjectComprehension) term;
      Body body =
          resolver.closure(
              o.body(),
              () -> {
                head[0] = resolve(o.key());
                head[1] = resolve(o.value());
              });
      resolved = new Term.ObjectComprehension(head[0], head[1], body, o.location());
    }
    declaring = outer;
    return resolved;
  }

  private Term template(Term.Template t) {
    List<Term.Template.Part> parts = new ArrayList<>();
    for (Term.Template.Part part : t.parts()) {
      parts.add(
          part instanceof Term.Template.Hole h
              ? new Term.Template.Hole(resolve(h.term()), withs(h.with()))
              : part);
    }
    if (parts.stream().allMatch(p -> p instanceof Term.Template.Text)) {
      StringBuilder text = new StringBuilder();
      parts.forEach(p -> text.append(((Term.Template.Text) p).text()));
      return new Term.Constant(RegoString.of(text.toString()), t.location());
    }
    return new Term.Template(parts, t.location());
  }

  /**
   * @param asStatement whether one argument more, for the result, is allowed
   */
  Term call(Term.Call c, boolean asStatement) {
    boolean outer = declaring;
    declaring = false;
    List<Term> arguments = all(c.arguments());
    declaring = outer;
    Location at = c.location();
    if (c.operator().isPresent()) {
      return new Term.Call(c.function(), c.operator(), arguments, null, at);
    }
    Term.Ref target = c.target() == null ? null : globalPath(c.target());
    Term.Call resolved = new Term.Call(c.function(), c.operator(), arguments, target, at);
    if (target != null) {
      if (functions.place(target) == null) {
        errors.add(RegoError.TYPE, "undefined function " + Refs.text(target), at);
        return resolved;
      }
    } else {
      Term known = metadata.constant(c.function(), at);
      if (known != null) {
        return known;
      }
      if (!functions.check(c.function(), at, errors)) {
        return resolved;
      }
      if (names.dialect() == Dialect.V1 && Builtins.isDeprecated(c.function())) {
        errors.add(
            RegoError.TYPE,
            "deprecated built-in function calls in expression: " + c.function(),
            at);
      }
    }
    int arity = arity(resolved);
    int given = arguments.size();
    if (arity != Functions.ANY_ARITY && given != arity && !(asStatement && given == arity + 1)) {
      errors.add(
          RegoError.TYPE,
          c.function()
              + ": arity mismatch: takes "
              + arity
              + (arity == 1 ? " argument" : " arguments")
              + ", got "
              + given,
          at);
    }
    return resolved;
  }

  int arity(Term.Call call) {
    if (call.target() == null) {
      return functions.arity(call.function());
    }
    Declarations.Place place = functions.place(call.target());
    return place == null ? Functions.ANY_ARITY : place.arity();
  }

  /** The path in data of a name that is no variable; {@code null} if it does not begin globally. */
  private Term.@Nullable Ref globalPath(Term.Ref name) {
    if (!(name.head() instanceof Term.Var v)) {
      return null;
    }
    Term.Ref global = names.global(v.name(), v.location());
    if (global == null) {
      return null;
    }
    List<Term> steps = new ArrayList<>(global.steps());
    steps.addAll(name.steps());
    return new Term.Ref(global.head(), steps, name.location());
  }

  List<With> withs(List<With> withs) {
    return withs.stream().map(this::with).toList();
  }

  private With with(With with) {
    Term.Ref target = globalPath(with.target());
    boolean function;
    if (target == null) {
      target = with.target();
      String name = Refs.text(target);
      function = Functions.isBuiltin(name) || Metadata.isFunction(name);
      if (function) {
        checkReplaceable(name, with.location());
      } else {
        errors.add(
            RegoError.TYPE,
            "with keyword target must reference existing input, data, or a function: " + name,
            with.location());
      }
    } else {
      function = target.isRooted("data") && functions.place(target) != null;
      if (target.isRooted("data") && functions.isWithinRule(target)) {
        errors.add(
            RegoError.COMPILE,
            "with keyword cannot partially replace virtual document(s)",
            with.location());
      }
      for (Term step : target.steps()) {
        if (!(step instanceof Term.Constant)) {
          errors.add(
              RegoError.COMPILE, "with keyword target must not contain variables", step.location());
        }
      }
    }
    Term value = with.value();
    if (function) {
      Term.Ref name = asName(value);
      if (name != null) {
        Term.Ref path = globalPath(name);
        boolean builtin = path == null && Functions.isBuiltin(Refs.text(name));
        if (builtin || (path != null && functions.place(path) != null)) {
          return new With(target, path == null ? name : path, with.location());
        }
      }
    }
    return new With(target, resolve(value), with.location());
  }

  private void checkReplaceable(String name, Location at) {
    String what = "with keyword replacing built-in function: ";
    if (Metadata.isFunction(name)) {
      errors.add(RegoError.COMPILE, what + "replacement of " + name + " invalid", at);
    } else if (name.startsWith("internal.")) {
      errors.add(RegoError.COMPILE, what + "replacement of internal function " + name, at);
    } else if (name.equals(Functions.WALK)) {
      errors.add(RegoError.COMPILE, what + "target must not be a relation", at);
    } else if (name.equals(Functions.PRINT)) {
      errors.add(RegoError.COMPILE, what + "target must not be a void function", at);
    }
  }

  /** The term as the name of a function, unless a variable has that name. */
  private Term.@Nullable Ref asName(Term value) {
    Term.Ref name =
        value instanceof Term.Ref r
            ? r
            : value instanceof Term.Var v ? new Term.Ref(v, List.of(), v.location()) : null;
    boolean isVariable =
        name != null
            && name.head() instanceof Term.Var v
            && resolver.scope().find(v.name()) != null;
    return isVariable ? null : name;
  }
}
