package dev.assay.rego.parse;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses bodies: literals one a line, or separated by semicolons. */
final class BodyParser {
  private final Tokens tokens;
  private final TermParser terms;

  BodyParser(Tokens tokens) {
    this.tokens = tokens;
    this.terms = new TermParser(tokens, this);
  }

  TermParser terms() {
    return terms;
  }

  /** The literals up to whatever is not one; at least one. */
  Body body(Location at) {
    List<Literal> literals = new ArrayList<>();
    literals.add(literal());
    while (true) {
      if (tokens.tryTake(";")) {
        if (ends()) {
          break;
        }
      } else if (ends() || !tokens.onNewLine()) {
        break;
      }
      literals.add(literal());
    }
    return new Body(literals, at);
  }

  private boolean ends() {
    return tokens.at("}") || tokens.at("]") || tokens.peek().kind() == Token.Kind.EOF;
  }

  /** {@code { … }}. */
  Body braced() {
    Location at = tokens.here();
    tokens.expect("{");
    if (tokens.at("}")) {
      throw Tokens.error("found empty body", at);
    }
    Body body = body(at);
    if (!tokens.at("}")) {
      throw tokens.unexpected("expected \\n or ; or }");
    }
    tokens.take();
    return body;
  }

  Literal literal() {
    tokens.enter();
    Location at = tokens.here();
    boolean negated = tokens.tryTakeKeyword("not");
    Expr expr;
    if (tokens.atKeyword("some")) {
      if (negated) {
        throw tokens.unexpected("some cannot be negated");
      }
      expr = some();
    } else if (tokens.atKeyword("every")) {
      if (negated) {
        throw tokens.unexpected("every cannot be negated: write a rule and negate that");
      }
      expr = every();
    } else {
      expr = expr();
    }
    Literal literal = new Literal(negated, expr, withs(), at);
    tokens.leave();
    return literal;
  }

  private Expr expr() {
    Term left = terms.expression();
    Location at = left.location();
    if (tokens.at(":=")) {
      Location sign = tokens.here();
      tokens.take();
      return new Expr.Assign(left, terms.expression(), at.column() == sign.column() ? sign : at);
    }
    if (tokens.tryTake("=")) {
      return new Expr.Unify(left, terms.expression(), at);
    }
    return new Expr.Holds(left);
  }

  private Expr some() {
    Location at = tokens.here();
    tokens.take();
    List<Term> items = new ArrayList<>();
    items.add(terms.relation());
    while (tokens.tryTake(",")) {
      items.add(terms.relation());
    }
    if (tokens.tryTakeKeyword("in")) {
      Term domain = terms.expression();
      return switch (items.size()) {
        case 1 -> new Expr.SomeIn(Optional.empty(), items.get(0), domain, at);
        case 2 -> new Expr.SomeIn(Optional.of(items.get(0)), items.get(1), domain, at);
        default -> throw Tokens.error("expected `x in xs` or `x, y in xs` expression", at);
      };
    }
    List<Term.Var> vars = new ArrayList<>();
    for (Term item : items) {
      if (!(item instanceof Term.Var v)) {
        throw Tokens.error("expected `x in xs` or `x, y in xs` expression, or variables", at);
      }
      vars.add(v);
    }
    return new Expr.SomeVars(vars, at);
  }

  private Expr every() {
    Location at = tokens.here();
    tokens.take();
    Optional<Term> key = Optional.empty();
    Term value = terms.term();
    if (tokens.tryTake(",")) {
      key = Optional.of(value);
      value = terms.term();
    }
    if (!tokens.tryTakeKeyword("in")) {
      throw tokens.unexpected("expected `every x[, y] in xs { ... }` expression");
    }
    if (!(value instanceof Term.Var) || key.filter(k -> !(k instanceof Term.Var)).isPresent()) {
      throw Tokens.error("expected `every x[, y] in xs { ... }`: x and y must be variables", at);
    }
    Term domain = terms.relation();
    if (!tokens.at("{")) {
      throw tokens.unexpected("missing body");
    }
    return new Expr.Every(key, value, domain, braced(), at);
  }

  List<With> withs() {
    List<With> withs = new ArrayList<>();
    while (tokens.atKeyword("with")) {
      Location at = tokens.here();
      tokens.take();
      Term target = terms.term();
      Term.Ref ref =
          target instanceof Term.Ref r
              ? r
              : target instanceof Term.Var v ? new Term.Ref(v, List.of(), v.location()) : null;
      if (ref == null) {
        throw Tokens.error("expected the path or the function that `with` replaces", at);
      }
      if (!tokens.tryTakeKeyword("as")) {
        throw tokens.unexpected("expected as keyword");
      }
      withs.add(new With(ref, terms.relation(), at));
    }
    return withs;
  }

  /** The term of a body that is one term and nothing else. */
  static Optional<Term> soleTerm(Body body) {
    if (body.literals().size() == 1) {
      Literal literal = body.literals().get(0);
      if (!literal.negated()
          && literal.with().isEmpty()
          && literal.expr() instanceof Expr.Holds h) {
        return Optional.of(h.term());
      }
    }
    return Optional.empty();
  }
}
