package dev.assay.rego.types;

import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.Spelling;
import dev.assay.rego.ast.Term;
import dev.assay.rego.builtin.Builtin;
import dev.assay.rego.builtin.Builtins;
import dev.assay.rego.builtin.Type;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Infers what the terms of a rule can be. */
final class TermCheck {
  private final TypeCheck check;
  private final RuleCheck rule;

  TermCheck(TypeCheck check, RuleCheck rule) {
    this.check = check;
    this.rule = rule;
  }

  Known known(Term term) {
    if (term instanceof Term.Constant c) {
      return Known.of(Shape.of(c.value()));
    } else if (term instanceof Term.Var v) {
      Known known = rule.variable(v.slot());
      return known == null ? Known.ANYTHING : known;
    } else if (term instanceof Term.Ref r) {
      return ref(r);
    } else if (term instanceof Term.ArrayTerm a) {
      return Known.of(new Type.ArrayOf(types(a.items()), null));
    } else if (term instanceof Term.SetTerm s) {
      return Known.of(Type.set(Shape.union(types(s.items()))));
    } else if (term instanceof Term.ObjectTerm o) {
      return object(o);
    } else if (term instanceof Term.Call c) {
      return call(c);
    } else if (term instanceof Term.Template t) {
      return template(t);
    } else if (term instanceof Term.ArrayComprehension a) {
      rule.body(a.body());
      return Known.of(Type.array(known(a.head()).type()));
    } else if (term instanceof Term.SetComprehension s) {
      rule.body(s.body());
      return Known.of(Type.set(known(s.head()).type()));
    }
    Term.ObjectComprehension o = (Term.ObjectComprehension) term;
    rule.body(o.body());
    return Known.of(Type.object(known(o.key()).type(), known(o.value()).type()));
  }

  private List<Type> types(List<Term> terms) {
    return terms.stream().map(t -> known(t).type()).toList();
  }

  private Known object(Term.ObjectTerm object) {
    Shape.ObjectBuilder builder = new Shape.ObjectBuilder();
    for (Term.ObjectTerm.Entry entry : object.entries()) {
      Value key = entry.key() instanceof Term.Constant c ? c.value() : null;
      builder.put(key, known(entry.key()).type(), known(entry.value()).type());
    }
    return Known.of(builder.build());
  }

  private Known template(Term.Template template) {
    for (Term.Template.Part part : template.parts()) {
      if (part instanceof Term.Template.Hole hole) {
        known(hole.term());
      }
    }
    return Known.of(Type.STRING);
  }

  // ---- calls

  private Known call(Term.Call call) {
    List<Known> given = call.arguments().stream().map(this::known).toList();
    if (call.target() != null) {
      return callOfPolicy(call, given);
    }
    Builtin builtin = Builtins.all().get(call.function());
    if (builtin == null) {
      return Known.ANYTHING;
    }
    List<Type> wanted = builtin.parameters();
    arguments(call, given, wanted);
    for (int i = 0; i < Math.min(given.size(), wanted.size()); i++) {
      rule.bind(call.arguments().get(i), Known.of(wanted.get(i)));
    }
    if (check.hasRoots()
        && call.function().equals("object.get")
        && given.size() == 3
        && call.arguments().get(1) instanceof Term.Constant key
        && !given.get(0).origins().isEmpty()) {
      return objectGet(call, given, key.value());
    }
    return Known.of(builtin.result());
  }

  private void arguments(Term.Call call, List<Known> given, List<Type> wanted) {
    for (int i = 0; i < Math.min(given.size(), wanted.size()); i++) {
      if (!Shape.meet(given.get(i).type(), wanted.get(i))) {
        String name = call.target() == null ? call.function() : Refs.text(call.target());
        rule.error(
            name
                + ": invalid argument(s): have ("
                + TypeText.list(given.stream().map(Known::type).toList())
                + "), want ("
                + TypeText.list(wanted)
                + ")",
            call.location());
        return;
      }
    }
  }

  private Known callOfPolicy(Term.Call call, List<Known> given) {
    List<Value> place = keys(Objects.requireNonNull(call.target()));
    List<TypeCheck.Definition> definitions = check.at(place);
    List<Type> wanted = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      List<Type> options = new ArrayList<>();
      for (TypeCheck.Definition definition : definitions) {
        List<Term> parameters = definition.rule().parameters().orElse(List.of());
        options.add(i < parameters.size() ? pattern(parameters.get(i)) : Type.ANY);
      }
      wanted.add(Shape.union(options));
    }
    arguments(call, given, wanted);
    if (rule.reports()) {
      check.argumentsOf(place, given);
    }
    return Known.of(check.use(rule.place(), place));
  }

  /** What a parameter takes by how it is written. */
  private static Type pattern(Term parameter) {
    if (parameter instanceof Term.Constant c) {
      return Shape.of(c.value());
    } else if (parameter instanceof Term.ArrayTerm a) {
      return new Type.ArrayOf(a.items().stream().map(TermCheck::pattern).toList(), null);
    } else if (parameter instanceof Term.ObjectTerm o) {
      Shape.ObjectBuilder object = new Shape.ObjectBuilder();
      for (Term.ObjectTerm.Entry entry : o.entries()) {
        Value key = entry.key() instanceof Term.Constant c ? c.value() : null;
        object.put(key, Type.ANY, pattern(entry.value()));
      }
      return object.build();
    }
    return Type.ANY;
  }

  /** Reads with a fallback; where the key is listed the result has its type. */
  private Known objectGet(Term.Call call, List<Known> given, Value key) {
    List<Value> path = key instanceof RegoArray array ? array.asList() : List.of(key);
    Known found = given.get(0);
    for (Value step : path) {
      found = under(found, step);
    }
    for (Known.Origin origin : found.origins()) {
      read(call, origin);
    }
    return new Known(Shape.union(List.of(found.type(), given.get(2).type())), found.origins());
  }

  // ---- refs

  boolean isFunction(Term.Ref ref) {
    List<TypeCheck.Definition> definitions = check.at(keys(ref));
    return !definitions.isEmpty() && definitions.get(0).rule().isFunction();
  }

  private static List<Value> keys(Term.Ref ref) {
    List<Value> keys = new ArrayList<>();
    for (Term step : ref.steps()) {
      if (!(step instanceof Term.Constant c)) {
        break;
      }
      keys.add(c.value());
    }
    return keys;
  }

  private Known ref(Term.Ref ref) {
    for (String document : List.of("input", "data")) {
      if (ref.isRooted(document)) {
        return rule.isReplaced(document) ? stepsOnly(ref) : document(ref, document);
      }
    }
    return steps(ref, known(ref.head()), 0);
  }

  /** A ref into a document of which nothing is known here. */
  private Known stepsOnly(Term.Ref ref) {
    ref.steps().forEach(this::known);
    if (ref.isRooted("data")) {
      uses(ref);
    }
    return Known.ANYTHING;
  }

  private Known document(Term.Ref ref, String document) {
    List<Value> path = new ArrayList<>(List.of(RegoString.of(document)));
    for (int i = 0; ; i++) {
      Type given = check.root(path);
      if (given != null) {
        Known.Origin origin = new Known.Origin(Refs.text(path), true);
        return steps(ref, new Known(given, Set.of(origin)), i);
      }
      List<Value> place = path.subList(1, path.size());
      if (document.equals("data") && !check.at(place).isEmpty()) {
        if (isFunction(ref)) {
          return Known.ANYTHING;
        }
        return steps(ref, Known.of(check.use(rule.place(), List.copyOf(place))), i);
      }
      if (i == ref.steps().size() || !(ref.steps().get(i) instanceof Term.Constant key)) {
        if (document.equals("data")) {
          uses(ref);
        }
        return steps(ref, Known.ANYTHING, i);
      }
      path.add(key.value());
    }
  }

  /** Notes the use of all rules that a ref into packages may lead to. */
  private void uses(Term.Ref ref) {
    check.below(keys(ref)).forEach(place -> check.use(rule.place(), place));
  }

  /** Follows a ref from where so much of it is known. */
  private Known steps(Term.Ref ref, Known start, int from) {
    Known at = start;
    boolean lost = false;
    for (int i = from; i < ref.steps().size(); i++) {
      Term step = ref.steps().get(i);
      if (lost) {
        known(step);
        continue;
      }
      Known next =
          step instanceof Term.Constant c
              ? constantStep(ref, i, at, c.value())
              : variableStep(ref, i, at, step);
      lost = next == null;
      at = next == null ? Known.ANYTHING : next;
    }
    if (!lost) {
      for (Known.Origin origin : at.origins()) {
        read(ref, origin);
      }
    }
    return at;
  }

  private void read(Term at, Known.Origin origin) {
    if (rule.reports()) {
      check.read(rule.place(), new Read(at.location(), origin.path(), origin.named()));
    }
  }

  private @Nullable Known constantStep(Term.Ref ref, int i, Known at, Value key) {
    if (Shape.under(at.type(), key) != null) {
      return under(at, key);
    }
    StringBuilder message = new StringBuilder("undefined ref: ").append(Refs.text(ref));
    Set<String> names = Shape.names(at.type());
    if (key instanceof RegoString name && !names.isEmpty()) {
      message.append(": no \"").append(name.value()).append("\" in ");
      message.append(Refs.text(ref, i));
      Spelling.nearest(name.value(), names)
          .ifPresentOrElse(
              near -> message.append(", did you mean \"").append(near).append("\"?"),
              () -> message.append(", known are ").append(String.join(", ", names)));
    } else {
      message.append(": ").append(Refs.text(ref, i)).append(" is ");
      message.append(TypeText.of(at.type()));
    }
    rule.error(message.toString(), ref.location());
    return null;
  }

  private @Nullable Known variableStep(Term.Ref ref, int i, Known at, Term step) {
    Type keys = Shape.keys(at.type());
    if (keys == null) {
      known(step);
      rule.error(
          "undefined ref: "
              + Refs.text(ref)
              + ": "
              + Refs.text(ref, i)
              + " is "
              + TypeText.of(at.type()),
          ref.location());
      return null;
    }
    rule.bind(step, Known.of(keys));
    Type key = known(step).type();
    if (!Shape.meet(key, keys)) {
      rule.error(
          "undefined ref: "
              + Refs.text(ref)
              + ": the key is "
              + TypeText.of(key)
              + ", not "
              + TypeText.of(keys),
          ref.location());
      return null;
    }
    return item(at);
  }

  /** What lies under a key of a value; anything if that is not known. */
  Known under(Known known, Value key) {
    Type type = Shape.under(known.type(), key);
    Set<Known.Origin> origins = new LinkedHashSet<>();
    boolean declared = Shape.declares(known.type(), key);
    for (Known.Origin origin : known.origins()) {
      origins.add(
          key instanceof RegoString name ? origin.key(name.value(), declared) : origin.item());
    }
    return new Known(RuleCheck.orAny(type), origins);
  }

  /** What is in a collection. */
  Known item(Known known) {
    Set<Known.Origin> origins = new LinkedHashSet<>();
    for (Known.Origin origin : known.origins()) {
      origins.add(Shape.isList(known.type()) ? origin.item() : origin.anyKey());
    }
    return new Known(RuleCheck.orAny(Shape.values(known.type())), origins);
  }
}
