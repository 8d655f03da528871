package dev.assay.rego.parse;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Import;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Module;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A syntax tree as the value that OPA's {@code rego.parse_module} gives. */
final class AstJson {
  private final Set<Term> assigned;
  private int wildcards;

  /**
   * @param assigned the values that are given to rules by {@code :=}, as they are in the tree
   */
  AstJson(Set<Term> assigned) {
    this.assigned = assigned;
  }

  Value of(Module module, List<Comment> comments) {
    RegoObject.Builder json = new RegoObject.Builder();
    List<Value> path = new ArrayList<>(List.of(node("var", RegoString.of("data"))));
    module.path().forEach(key -> path.add(node("string", RegoString.of(key))));
    json.put("package", RegoObject.of("path", RegoArray.of(path)));
    if (!module.imports().isEmpty()) {
      json.put("imports", RegoArray.of(module.imports().stream().map(this::of).toList()));
    }
    if (!module.rules().isEmpty()) {
      json.put("rules", RegoArray.of(module.rules().stream().map(this::of).toList()));
    }
    if (!comments.isEmpty()) {
      String file = module.source().file();
      json.put("comments", RegoArray.of(comments.stream().map(c -> of(c, file)).toList()));
    }
    return json.build();
  }

  private static Value of(Comment comment, String file) {
    byte[] text = comment.text().getBytes(StandardCharsets.UTF_8);
    RegoObject.Builder at = new RegoObject.Builder();
    at.put("file", file);
    at.put("row", RegoNumber.of(comment.line()));
    at.put("col", RegoNumber.of(comment.column()));
    RegoObject.Builder json = new RegoObject.Builder();
    json.put("Text", Base64.getEncoder().encodeToString(text));
    return json.put("Location", at.build()).build();
  }

  private Value of(Import i) {
    RegoObject.Builder json = new RegoObject.Builder();
    json.put("path", node("ref", ref(i.path())));
    List<Term> steps = i.path().steps();
    boolean isLast =
        !steps.isEmpty()
            && steps.get(steps.size() - 1) instanceof Term.Constant c
            && c.value().equals(RegoString.of(i.alias()));
    boolean isRoot = i.path().head() instanceof Term.Var v && v.name().equals(i.alias());
    if (!isLast && !(steps.isEmpty() && isRoot)) {
      json.put("alias", i.alias());
    }
    return json.build();
  }

  // ---- rules

  private Value of(Rule rule) {
    RegoObject.Builder json = new RegoObject.Builder();
    json.put("head", head(rule, Optional.of(rule.value())));
    json.put("body", of(rule.body()));
    if (rule.isDefault()) {
      json.put("default", RegoBoolean.TRUE);
    }
    if (!rule.orElse().isEmpty()) {
      json.put("else", orElse(rule, 0));
    }
    return json.build();
  }

  private Value orElse(Rule rule, int i) {
    Rule.Else branch = rule.orElse().get(i);
    RegoObject.Builder json = new RegoObject.Builder();
    json.put("head", head(rule, Optional.of(branch.value())));
    json.put("body", of(branch.body()));
    if (i + 1 < rule.orElse().size()) {
      json.put("else", orElse(rule, i + 1));
    }
    return json.build();
  }

  private Value head(Rule rule, Optional<Term> value) {
    RegoObject.Builder json = new RegoObject.Builder();
    List<Term> steps = rule.ref().steps();
    boolean isObject = steps.size() == 1 && rule.parameters().isEmpty() && rule.member().isEmpty();
    boolean varies = isObject && !(steps.get(0) instanceof Term.Constant);
    if ((steps.isEmpty() || isObject) && rule.ref().head() instanceof Term.Var v) {
      json.put("name", v.name());
    }
    json.put("ref", ref(rule.ref()));
    rule.parameters().ifPresent(all -> json.put("args", terms(all)));
    if (varies) {
      json.put("key", of(steps.get(0)));
    }
    rule.member().ifPresent(member -> json.put("key", of(member)));
    if (rule.member().isEmpty() && value.isPresent()) {
      json.put("value", of(value.get()));
      if (assigned.contains(value.get())) {
        json.put("assign", RegoBoolean.TRUE);
      }
    }
    return json.build();
  }

  private Value of(Body body) {
    List<Value> literals = new ArrayList<>();
    for (Literal literal : body.literals()) {
      RegoObject.Builder json = new RegoObject.Builder();
      json.put("index", RegoNumber.of(literals.size()));
      json.put("terms", of(literal.expr()));
      if (literal.negated()) {
        json.put("negated", RegoBoolean.TRUE);
      }
      if (!literal.with().isEmpty()) {
        json.put("with", RegoArray.of(literal.with().stream().map(this::of).toList()));
      }
      literals.add(json.build());
    }
    return RegoArray.of(literals);
  }

  private Value of(With with) {
    RegoObject.Builder json = new RegoObject.Builder();
    Term.Ref target = with.target();
    boolean isRoot = target.isRooted("input") || target.isRooted("data");
    json.put(
        "target",
        target.steps().isEmpty() && !isRoot ? of(target.head()) : node("ref", ref(target)));
    return json.put("value", of(with.value())).build();
  }

  private Value of(Expr expr) {
    if (expr instanceof Expr.Assign a) {
      return operation("assign", List.of(a.left(), a.right()));
    } else if (expr instanceof Expr.Unify u) {
      return operation("eq", List.of(u.left(), u.right()));
    } else if (expr instanceof Expr.SomeVars s) {
      return RegoObject.of("symbols", terms(s.vars()));
    } else if (expr instanceof Expr.SomeIn s) {
      List<Term> operands = new ArrayList<>();
      s.key().ifPresent(operands::add);
      operands.add(s.value());
      operands.add(s.domain());
      String name = "internal.member_" + operands.size();
      return RegoObject.of(
          "symbols", RegoArray.of(List.of(node("call", operation(name, operands)))));
    } else if (expr instanceof Expr.Every e) {
      RegoObject.Builder json = new RegoObject.Builder();
      e.key().ifPresent(key -> json.put("key", of(key)));
      json.put("value", of(e.value()));
      json.put("domain", of(e.domain()));
      return json.put("body", of(e.body())).build();
    }
    Term term = ((Expr.Holds) expr).term();
    return term instanceof Term.Call c ? operation(c.function(), c.arguments()) : of(term);
  }

  private Value operation(String function, List<Term> arguments) {
    List<Value> items = new ArrayList<>();
    List<Value> name = new ArrayList<>();
    for (String part : function.split("\\.", -1)) {
      name.add(node(name.isEmpty() ? "var" : "string", RegoString.of(part)));
    }
    items.add(node("ref", RegoArray.of(name)));
    arguments.forEach(argument -> items.add(of(argument)));
    return RegoArray.of(items);
  }

  // ---- terms

  private static Value node(String type, Value value) {
    return new RegoObject.Builder().put("type", type).put("value", value).build();
  }

  private Value terms(List<? extends Term> terms) {
    List<Value> items = new ArrayList<>();
    terms.forEach(term -> items.add(of(term)));
    return RegoArray.of(items);
  }

  private Value ref(Term.Ref ref) {
    List<Term> items = new ArrayList<>(List.of(ref.head()));
    items.addAll(ref.steps());
    return terms(items);
  }

  private Value of(Term term) {
    if (term instanceof Term.Constant c) {
      String type = c.value().kind().typeName();
      return node(type, type.equals("null") ? RegoObject.EMPTY : c.value());
    } else if (term instanceof Term.Var v) {
      String name = v.isWildcard() ? "$" + wildcards++ : v.name();
      return node("var", RegoString.of(name));
    } else if (term instanceof Term.Ref r) {
      return node("ref", ref(r));
    } else if (term instanceof Term.ArrayTerm a) {
      return node("array", terms(a.items()));
    } else if (term instanceof Term.SetTerm s) {
      return node("set", terms(s.items()));
    } else if (term instanceof Term.ObjectTerm o) {
      List<Value> entries = new ArrayList<>();
      o.entries().forEach(e -> entries.add(terms(List.of(e.key(), e.value()))));
      return node("object", RegoArray.of(entries));
    } else if (term instanceof Term.Call c) {
      return node("call", operation(c.function(), c.arguments()));
    } else if (term instanceof Term.Template t) {
      return node("templatestring", template(t));
    }
    return comprehension(term);
  }

  private Value template(Term.Template template) {
    List<Value> parts = new ArrayList<>();
    for (Term.Template.Part part : template.parts()) {
      if (part instanceof Term.Template.Text text) {
        parts.add(node("string", RegoString.of(text.text())));
      } else if (part instanceof Term.Template.Hole hole) {
        RegoObject.Builder json = new RegoObject.Builder();
        json.put("index", RegoNumber.of(0));
        json.put("terms", of(new Expr.Holds(hole.term())));
        if (!hole.with().isEmpty()) {
          json.put("with", RegoArray.of(hole.with().stream().map(this::of).toList()));
        }
        parts.add(json.build());
      }
    }
    return RegoObject.of("parts", RegoArray.of(parts));
  }

  private Value comprehension(Term term) {
    RegoObject.Builder json = new RegoObject.Builder();
    if (term instanceof Term.ArrayComprehension a) {
      json.put("term", of(a.head())).put("body", of(a.body()));
      return node("arraycomprehension", json.build());
    } else if (term instanceof Term.SetComprehension s) {
      json.put("term", of(s.head())).put("body", of(s.body()));
      return node("setcomprehension", json.build());
    }
    Term.ObjectComprehension o = (Term.ObjectComprehension) term;
    json.put("key", of(o.key())).put("value", of(o.value())).put("body", of(o.body()));
    return node("objectcomprehension", json.build());
  }
}
