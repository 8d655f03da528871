package dev.assay.rego.parse;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses terms: operators by precedence, refs, calls, collections, comprehensions, templates. */
final class TermParser {
  /** Binary operators: precedence and built-in function. */
  private enum Operator {
    EQUAL("==", 1, "equal"),
    NOT_EQUAL("!=", 1, "neq"),
    LESS("<", 1, "lt"),
    LESS_EQUAL("<=", 1, "lte"),
    GREATER(">", 1, "gt"),
    GREATER_EQUAL(">=", 1, "gte"),
    OR("|", 2, "or"),
    AND("&", 3, "and"),
    PLUS("+", 4, "plus"),
    MINUS("-", 4, "minus"),
    TIMES("*", 5, "mul"),
    DIVIDE("/", 5, "div"),
    REMAINDER("%", 5, "rem");

    private static final Map<String, Operator> BY_SIGN = new HashMap<>();

    static {
      for (Operator o : values()) {
        BY_SIGN.put(o.sign, o);
      }
    }

    private final String sign;
    private final int precedence;
    private final String function;

    Operator(String sign, int precedence, String function) {
      this.sign = sign;
      this.precedence = precedence;
      this.function = function;
    }
  }

  /** Of a ref; nobody writes as many, and what is told of them would take all memory. */
  private static final int MAX_STEPS = 1000;

  private static final int RELATION = 1;

  private final Tokens tokens;
  private final BodyParser bodies;

  /** What was parsed after a comma that might have belonged to {@code k, v in xs}, by position. */
  private final Map<Integer, Parsed> retried = new HashMap<>();

  private record Parsed(Term term, int end) {}

  TermParser(Tokens tokens, BodyParser bodies) {
    this.tokens = tokens;
    this.bodies = bodies;
  }

  /** A term with operators, up to {@code in}, where {@code key, value in} is possible. */
  Term expression() {
    return membership(relation(), true);
  }

  /** An item of a list: as {@link #expression}, but a comma ends it. */
  Term item() {
    return membership(relation(), false);
  }

  private Term membership(Term first, boolean withKey) {
    Term left = first;
    if (withKey && tokens.at(",")) {
      int start = tokens.position();
      tokens.take();
      int second = tokens.position();
      Term value = relation();
      if (tokens.tryTakeKeyword("in")) {
        left = call("internal.member_3", "in", first.location(), left, value, relation());
      } else {
        retried.put(second, new Parsed(value, tokens.position()));
        tokens.rewind(start);
      }
    }
    while (tokens.tryTakeKeyword("in")) {
      left = call("internal.member_2", "in", first.location(), left, relation());
    }
    return left;
  }

  Term relation() {
    Parsed known = retried.get(tokens.position());
    if (known != null) {
      tokens.rewind(known.end);
      return known.term;
    }
    return binary(term(), RELATION);
  }

  private Term binary(Term first, int least) {
    Term left = first;
    while (true) {
      Operator operator = operator();
      if (operator == null || operator.precedence < least) {
        return left;
      }
      tokens.take();
      Term right = binary(term(), operator.precedence + 1);
      left = call(operator.function, operator.sign, first.location(), left, right);
    }
  }

  private @Nullable Operator operator() {
    Token token = tokens.peek();
    return token.kind() == Token.Kind.SIGN ? Operator.BY_SIGN.get(token.text()) : null;
  }

  private static Term.Call call(String function, String operator, Location at, Term... arguments) {
    return new Term.Call(function, Optional.of(operator), List.of(arguments), null, at);
  }

  /** A term without operators. */
  Term term() {
    tokens.enter();
    Term term = finish(primary());
    tokens.leave();
    return term;
  }

  private Term primary() {
    Token token = tokens.peek();
    Location at = tokens.here();
    return switch (token.kind()) {
      case NUMBER -> number(tokens.take().text(), at);
      case STRING -> new Term.Constant(RegoString.of(tokens.take().text()), at);
      case TEMPLATE_BEGIN -> template(at);
      case NAME -> new Term.Var(tokens.take().text(), at);
      case KEYWORD -> keyword(token, at);
      case SIGN -> bracketed(token, at);
      default -> throw tokens.unexpected("expected a term");
    };
  }

  private Term number(String text, Location at) {
    try {
      return new Term.Constant(RegoNumber.parse(text), at);
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      throw Tokens.error("illegal number format: " + text, at);
    }
  }

  private Term keyword(Token token, Location at) {
    if (tokens.keywordIsName() || token.text().equals("contains")) {
      tokens.take();
      return new Term.Var(token.text(), at);
    }
    Value value =
        switch (token.text()) {
          case "true" -> RegoBoolean.TRUE;
          case "false" -> RegoBoolean.FALSE;
          case "null" -> RegoNull.NULL;
          default -> throw tokens.unexpected("expected a term");
        };
    tokens.take();
    return new Term.Constant(value, at);
  }

  private Term bracketed(Token token, Location at) {
    if (!"-([{".contains(token.text())) {
      throw tokens.unexpected("expected a term");
    }
    tokens.take();
    return switch (token.text()) {
      case "-" -> {
        if (tokens.peek().kind() != Token.Kind.NUMBER) {
          throw tokens.unexpected("expected number after minus");
        }
        yield number("-" + tokens.take().text(), at);
      }
      case "(" -> {
        Term inner = expression();
        if (!tokens.tryTake(")")) {
          throw tokens.unexpected("non-terminated expression");
        }
        yield inner;
      }
      case "[" -> array(at);
      default -> setOrObject(at);
    };
  }

  private void bounded(List<Term> steps, Term step) {
    if (steps.size() == MAX_STEPS) {
      throw Tokens.error("a reference of more than " + MAX_STEPS + " steps", step.location());
    }
    steps.add(step);
  }

  /** What may follow a term without space: {@code .name}, {@code [key]}, {@code (arguments)}. */
  private Term finish(Term head) {
    if (head instanceof Term.Constant || head instanceof Term.Template) {
      return head;
    }
    Term term = head;
    List<Term> steps = new ArrayList<>();
    while (tokens.adjacent()) {
      if (tokens.at("(") && (term instanceof Term.Var)) {
        term = userCall(steps.isEmpty() ? term : new Term.Ref(term, steps, head.location()));
        steps.clear();
      } else if (tokens.at(".")) {
        tokens.take();
        bounded(steps, name());
      } else if (tokens.at("[")) {
        tokens.take();
        bounded(steps, item());
        tokens.expect("]");
      } else {
        break;
      }
    }
    return steps.isEmpty() ? term : new Term.Ref(term, steps, head.location());
  }

  /** The name after a dot, as a constant. */
  Term name() {
    Token name = tokens.peek();
    if (name.kind() != Token.Kind.NAME && name.kind() != Token.Kind.KEYWORD) {
      throw tokens.unexpected("expected ident");
    }
    Location at = tokens.here();
    tokens.take();
    return new Term.Constant(RegoString.of(name.text()), at);
  }

  private Term userCall(Term function) {
    Location at = function.location();
    Term.Ref ref = function instanceof Term.Ref r ? r : new Term.Ref(function, List.of(), at);
    for (Term step : ref.steps()) {
      if (!(step instanceof Term.Constant)) {
        throw Tokens.error("a function's name must not vary", step.location());
      }
    }
    tokens.take();
    List<Term> arguments = items(")", new ArrayList<>());
    if (arguments.isEmpty() && Refs.text(ref).equals("set")) {
      return new Term.SetTerm(List.of(), at);
    }
    return new Term.Call(Refs.text(ref), Optional.empty(), arguments, ref, at);
  }

  /** Items separated by commas up to the closing sign, which is taken too. */
  List<Term> items(String close, List<Term> items) {
    while (!tokens.tryTake(close)) {
      items.add(item());
      if (!tokens.at(close)) {
        if (!tokens.at(",")) {
          throw tokens.unexpected("expected \",\" or \"" + close + "\"");
        }
        tokens.take();
      }
    }
    return items;
  }

  private Term array(Location at) {
    if (tokens.tryTake("]")) {
      return new Term.ArrayTerm(List.of(), at);
    }
    Term head = term();
    if (tokens.at("|")) {
      Body body = comprehensionBody();
      if (tokens.tryTake("]")) {
        return new Term.ArrayComprehension(head, body, at);
      }
      head = union(head, body, "]");
    } else {
      head = membership(binary(head, RELATION), false);
    }
    return new Term.ArrayTerm(rest(head, "]"), at);
  }

  private Term setOrObject(Location at) {
    if (tokens.tryTake("}")) {
      return new Term.ObjectTerm(List.of(), at);
    }
    Term head = term();
    if (tokens.at("|")) {
      Body body = comprehensionBody();
      if (tokens.tryTake("}")) {
        return new Term.SetComprehension(head, body, at);
      }
      head = union(head, body, "}");
    } else {
      head = membership(binary(head, RELATION), false);
    }
    return tokens.tryTake(":") ? object(head, at) : new Term.SetTerm(rest(head, "}"), at);
  }

  private Term object(Term firstKey, Location at) {
    List<Term.ObjectTerm.Entry> entries = new ArrayList<>();
    Term value = term();
    if (tokens.at("|")) {
      Body body = comprehensionBody();
      if (tokens.tryTake("}")) {
        return new Term.ObjectComprehension(firstKey, value, body, at);
      }
      value = union(value, body, "}");
    } else {
      value = membership(binary(value, RELATION), false);
    }
    entries.add(new Term.ObjectTerm.Entry(firstKey, value));
    while (!tokens.tryTake("}")) {
      if (!tokens.at(",")) {
        throw tokens.unexpected("expected \",\" or \"}\"");
      }
      tokens.take();
      if (tokens.tryTake("}")) {
        break;
      }
      Term key = item();
      tokens.expect(":");
      entries.add(new Term.ObjectTerm.Entry(key, item()));
    }
    return new Term.ObjectTerm(entries, at);
  }

  private List<Term> rest(Term first, String close) {
    List<Term> items = new ArrayList<>(List.of(first));
    if (!tokens.at(close) && !tokens.at(",")) {
      throw tokens.unexpected("expected \",\" or \"" + close + "\"");
    }
    tokens.tryTake(",");
    return items(close, items);
  }

  private Body comprehensionBody() {
    Token bar = tokens.take();
    return bodies.body(tokens.of(bar));
  }

  /**
   * {@code [a | b, c]}: what looked like a comprehension is a union, since a comma (or the colon of
   * an object) follows.
   */
  private Term union(Term left, Body body, String close) {
    Optional<Term> right = BodyParser.soleTerm(body);
    if (right.isEmpty() || !(tokens.at(",") || tokens.at(":"))) {
      throw tokens.unexpected("expected \"" + close + "\"");
    }
    return joinUnion(left, right.get());
  }

  /** Union binds tighter than relations, so it goes to the leftmost operand of those. */
  private static Term joinUnion(Term left, Term right) {
    if (right instanceof Term.Call c && c.operator().isPresent()) {
      String sign = c.operator().get();
      Operator operator = Operator.BY_SIGN.get(sign);
      if (operator == null || operator.precedence <= Operator.OR.precedence) {
        List<Term> arguments = new ArrayList<>(c.arguments());
        arguments.set(0, joinUnion(left, arguments.get(0)));
        return new Term.Call(c.function(), c.operator(), arguments, null, left.location());
      }
    }
    return call("or", "|", left.location(), left, right);
  }

  private Term template(Location at) {
    tokens.take();
    List<Term.Template.Part> parts = new ArrayList<>();
    while (true) {
      Token token = tokens.take();
      switch (token.kind()) {
        case TEMPLATE_TEXT -> parts.add(new Term.Template.Text(token.text()));
        case TEMPLATE_END -> {
          return new Term.Template(parts, at);
        }
        default -> {
          if (tokens.peek().kind() == Token.Kind.TEMPLATE_CLOSE) {
            throw tokens.unexpected("expected a template-string expression");
          }
          Term term = expression();
          List<With> with = bodies.withs();
          if (tokens.peek().kind() != Token.Kind.TEMPLATE_CLOSE) {
            throw tokens.unexpected("expected \"}\" after the template-string expression");
          }
          tokens.take();
          parts.add(new Term.Template.Hole(term, with));
        }
      }
    }
  }
}
