package dev.assay.rego.parse;

import dev.assay.rego.ast.Annotation;
import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Dialect;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Import;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Module;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.TermText;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses modules (package, imports, rules) and queries. */
public final class Parser {
  /** How deep terms and bodies may nest: far beyond use, far within a thread's stack. */
  static final int MAX_DEPTH = 250;

  /** Errors of one source; a text that is no Rego has one on each line. */
  private static final int MOST_ERRORS = 100;

  private final RegoSource source;
  private final Tokens tokens;
  private final BodyParser bodies;
  private final TermParser terms;
  private final Metadata metadata;
  private final Dialect dialect;
  private final List<Comment> comments;

  /** The values given to rules by {@code :=}, which only {@link AstJson} tells from {@code =}. */
  private final Set<Term> assigned = Collections.newSetFromMap(new IdentityHashMap<>());

  private Parser(RegoSource source) {
    this.source = source;
    Lexer.Output output = Lexer.run(source);
    this.comments = output.comments();
    boolean isOld =
        source.dialect() == Dialect.V0 && !OldKeywords.importsNewSyntax(output.tokens());
    this.dialect = isOld ? Dialect.V0 : Dialect.V1;
    this.tokens =
        new Tokens(source, isOld ? OldKeywords.asNames(output.tokens()) : output.tokens());
    this.bodies = new BodyParser(tokens);
    this.terms = bodies.terms();
    this.metadata = new Metadata(source, output.comments());
  }

  /**
   * Parses one source.
   *
   * @throws RegoException with the first error of each rule and import that has any
   */
  public static Module module(RegoSource source) {
    return new Parser(source).module();
  }

  /**
   * The syntax tree of one source, as {@code rego.parse_module} gives it.
   *
   * @throws RegoException as {@link #module} does
   */
  public static Value tree(RegoSource source) {
    Parser parser = new Parser(source);
    Module module = parser.module();
    return new AstJson(parser.assigned).of(module, parser.comments);
  }

  /**
   * Parses a query: a body without braces.
   *
   * @throws RegoException with the first error
   */
  public static Body query(RegoSource source) {
    Parser parser = new Parser(source);
    Body body = parser.bodies.body(parser.tokens.here());
    if (!parser.atEnd()) {
      throw parser.tokens.unexpected("expected \\n or ; or end of query");
    }
    return body;
  }

  private Module module() {
    Location packageAt = tokens.here();
    if (!tokens.tryTakeKeyword("package")) {
      throw atEnd()
          ? Tokens.error("empty module", packageAt)
          : Tokens.error("package expected", packageAt);
    }
    List<Annotation> annotations = metadata.before(packageAt.line(), Annotation.Scope.PACKAGE);
    List<String> path = packagePath();
    List<Import> imports = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    List<RegoError> errors = new ArrayList<>();
    while (!atEnd()) {
      int start = tokens.position();
      boolean isImport = tokens.atKeyword("import");
      try {
        if (isImport) {
          imports.add(importOf());
        } else if (tokens.atKeyword("package")) {
          throw tokens.unexpected("a module has one package");
        } else {
          rules.addAll(rules());
        }
      } catch (RegoException e) {
        errors.addAll(e.errors());
        if (errors.size() >= MOST_ERRORS || (isImport && dialect == Dialect.V0)) {
          break; // without an import of keywords the rest reads differently
        }
        tokens.skipToRule(start);
      }
    }
    if (!errors.isEmpty()) {
      throw new RegoException(errors);
    }
    return new Module(source, dialect, path, packageAt, imports, rules, annotations);
  }

  private boolean atEnd() {
    return tokens.peek().kind() == Token.Kind.EOF;
  }

  private List<String> packagePath() {
    if (tokens.onNewLine()) {
      throw tokens.unexpected("expected the package's name");
    }
    Term term = terms.term();
    Term.Ref ref = asRef(term, "package name");
    List<String> path = new ArrayList<>();
    if (ref.head() instanceof Term.Var v) {
      path.add(v.name());
    }
    for (Term step : ref.steps()) {
      if (!(step instanceof Term.Constant c && c.value() instanceof RegoString s)) {
        throw Tokens.error("package name must consist of strings", step.location());
      }
      path.add(s.value());
    }
    return path;
  }

  private Term.Ref asRef(Term term, String what) {
    if (term instanceof Term.Ref r && r.head() instanceof Term.Var) {
      return r;
    }
    if (term instanceof Term.Var v) {
      return new Term.Ref(v, List.of(), v.location());
    }
    throw Tokens.error("unexpected term as " + what, term.location());
  }

  private Import importOf() {
    Location at = tokens.here();
    tokens.take();
    Term.Ref path = asRef(terms.term(), "import path");
    String root = path.head() instanceof Term.Var v ? v.name() : "";
    if (!List.of("data", "future", "input", "rego").contains(root)) {
      throw Tokens.error(
          "unexpected import path, must begin with one of: {data, future, input, rego}, got: "
              + root,
          path.location());
    }
    String alias = root;
    for (Term step : path.steps()) {
      if (!(step instanceof Term.Constant c && c.value() instanceof RegoString s)) {
        throw Tokens.error("unexpected import path, must consist of strings", step.location());
      }
      alias = s.value();
    }
    String text = Refs.text(path);
    if (root.equals("rego") && !text.equals("rego.v1")) {
      throw Tokens.error("invalid import `" + text + "`, must be `rego.v1`", path.location());
    }
    if (root.equals("future")
        && !text.matches("future\\.keywords(\\.(contains|every|if|in|not))?")) {
      throw Tokens.error(
          "unexpected import path `" + text + "`, must be `future.keywords`", path.location());
    }
    if (tokens.tryTakeKeyword("as")) {
      Token name = tokens.take();
      if (name.kind() != Token.Kind.NAME) {
        throw Tokens.error("unexpected import alias: expected a name", tokens.of(name));
      }
      alias = name.text();
    }
    return new Import(path, alias, at);
  }

  /** One rule; several where bodies follow each other: {@code p if {…} {…}}. */
  private List<Rule> rules() {
    Location at = tokens.here();
    List<Annotation> annotations = metadata.before(at.line(), Annotation.Scope.RULE);
    boolean isDefault = tokens.tryTakeKeyword("default");
    Term head = head();
    Term.Ref ref;
    Optional<List<Term>> parameters = Optional.empty();
    if (head instanceof Term.Call c && c.target() != null && c.operator().isEmpty()) {
      ref = c.target();
      parameters = Optional.of(c.arguments()).filter(a -> !a.isEmpty()); // f() := 1 is no function
    } else {
      ref = asRef(head, "rule name");
    }
    if (isDefault) {
      return List.of(defaultRule(ref, parameters, annotations, at));
    }
    Optional<Term> member = Optional.empty();
    Optional<Term> value = Optional.empty();
    if (tokens.peek().isKeyword("contains") && !tokens.onNewLine()) {
      tokens.take();
      if (parameters.isPresent()) {
        throw Tokens.error(
            "the contains keyword can only be used with multi-value rules, not functions", at);
      }
      member = Optional.of(terms.expression());
    } else if (tokens.at(":=") || tokens.at("=")) {
      value = Optional.of(valueOf(tokens.take()));
    }
    boolean hasIf = tokens.atKeyword("if");
    boolean isOld = dialect == Dialect.V0 && !hasIf && member.isEmpty();
    if (isOld && parameters.isEmpty() && value.isEmpty() && ref.steps().size() == 1) {
      member = Optional.of(ref.steps().get(0)); // p[x] { … }
      ref = new Term.Ref(ref.head(), List.of(), ref.location());
    }
    boolean hasBody = hasIf || (dialect == Dialect.V0 && tokens.at("{"));
    Body body;
    if (hasIf) {
      tokens.take();
      body = ruleBody();
    } else if (hasBody) {
      body = bodies.braced();
    } else {
      refuseOldSyntax(ref, parameters.isPresent(), member.isPresent(), value.isPresent(), at);
      body = alwaysTrue(at);
    }
    List<Rule.Else> elses =
        hasBody ? elses(member.isPresent() ? "multi-value rules" : "") : List.of();
    Term result = value.orElseGet(() -> new Term.Constant(RegoBoolean.TRUE, at));
    List<Rule> rules = new ArrayList<>();
    rules.add(new Rule(false, ref, parameters, member, result, body, elses, annotations, 0, at));
    while (hasBody && tokens.at("{")) {
      Location next = tokens.here();
      Body more = bodies.braced();
      rules.add(
          new Rule(false, ref, parameters, member, result, more, List.of(), annotations, 0, next));
    }
    return rules;
  }

  private Term valueOf(Token sign) {
    Term value = terms.expression();
    if (sign.isSign(":=")) {
      assigned.add(value);
    }
    return value;
  }

  private Term head() {
    Token first = tokens.peek();
    boolean isName = first.kind() == Token.Kind.NAME || first.kind() == Token.Kind.KEYWORD;
    if (!isName
        || (first.kind() == Token.Kind.KEYWORD
            && !tokens.keywordIsName()
            && !first.text().equals("contains"))) {
      throw tokens.unexpected("expected a rule: name, then := value, contains member, or if body");
    }
    return terms.term();
  }

  private void refuseOldSyntax(
      Term.Ref ref, boolean function, boolean member, boolean value, Location at) {
    if (tokens.at("{")) {
      throw Tokens.error(
          "`if` keyword is required before "
              + (function ? "function" : "rule")
              + " body: this is Rego v0, write `"
              + newHead(ref, function, member || value)
              + " if {` or ask for v0",
          at);
    }
    boolean isOld = dialect == Dialect.V0;
    if (!member && !value && !function && !(isOld && !ref.steps().isEmpty())) {
      if (ref.steps().isEmpty()) {
        throw Tokens.error(
            "var cannot be used for rule name: write `" + Refs.text(ref) + " := …` or `… if …`",
            at);
      }
      throw Tokens.error(
          "rule must have value assignment and/or body declaration; a partial set is written with"
              + " `contains`",
          at);
    }
  }

  /** How the head of a rule in Rego v0 is written in Rego v1. */
  private static String newHead(Term.Ref ref, boolean function, boolean hasValue) {
    if (hasValue || function || ref.steps().size() != 1) {
      return Refs.text(ref) + (function ? "(…)" : "") + (hasValue ? " …" : "");
    }
    return Refs.text(ref, 0) + " contains " + TermText.of(ref.steps().get(0));
  }

  private Rule defaultRule(
      Term.Ref ref, Optional<List<Term>> parameters, List<Annotation> annotations, Location at) {
    if (!tokens.at(":=") && !tokens.at("=")) {
      throw tokens.unexpected(
          "expected default rule value, as in default " + Refs.text(ref) + " := …");
    }
    Term value = valueOf(tokens.take());
    if (tokens.atKeyword("if") || tokens.at("{")) {
      throw tokens.unexpected("a default rule has no body");
    }
    refuseVarying(value);
    for (Term parameter : parameters.orElse(List.of())) {
      if (!(parameter instanceof Term.Var)) {
        throw Tokens.error(
            "illegal default rule (arguments must be variables)", parameter.location());
      }
    }
    return new Rule(
        true,
        ref,
        parameters,
        Optional.empty(),
        value,
        alwaysTrue(at),
        List.of(),
        annotations,
        0,
        at);
  }

  /** The value of a default rule is made of constants and comprehensions. */
  private static void refuseVarying(Term term) {
    if (term instanceof Term.ArrayTerm a) {
      a.items().forEach(item -> refuseVarying(item));
    } else if (term instanceof Term.SetTerm s) {
      s.items().forEach(item -> refuseVarying(item));
    } else if (term instanceof Term.ObjectTerm o) {
      o.entries()
          .forEach(
              e -> {
                refuseVarying(e.key());
                refuseVarying(e.value());
              });
    } else {
      String kind =
          term instanceof Term.Var
              ? "var"
              : term instanceof Term.Ref ? "ref" : term instanceof Term.Call ? "call" : "";
      if (!kind.isEmpty()) {
        throw Tokens.error(
            "illegal default rule (value cannot contain " + kind + ")", term.location());
      }
    }
  }

  /** Right after {@code if}. */
  private Body ruleBody() {
    if (atEnd()) {
      throw tokens.unexpected("rule body expected");
    }
    // {x: y | …} after if is a comprehension, not a body in braces.
    return tokens.at("{") ? tokens.either(bodies::braced, this::oneLiteral) : oneLiteral();
  }

  private Body oneLiteral() {
    Location at = tokens.here();
    return new Body(List.of(bodies.literal()), at);
  }

  private List<Rule.Else> elses(String notAllowed) {
    List<Rule.Else> elses = new ArrayList<>();
    while (tokens.atKeyword("else")) {
      Location at = tokens.here();
      tokens.take();
      if (!notAllowed.isEmpty()) {
        throw Tokens.error("else keyword cannot be used on " + notAllowed, at);
      }
      Term value = new Term.Constant(RegoBoolean.TRUE, at);
      boolean hasValue = tokens.at(":=") || tokens.at("=");
      if (hasValue) {
        value = valueOf(tokens.take());
      }
      if (tokens.tryTakeKeyword("if")) {
        elses.add(new Rule.Else(value, ruleBody(), at));
      } else if (tokens.at("{")) {
        if (dialect == Dialect.V1) {
          throw Tokens.error("`if` keyword is required before rule body", at);
        }
        elses.add(new Rule.Else(value, bodies.braced(), at));
      } else if (hasValue) {
        elses.add(new Rule.Else(value, alwaysTrue(at), at));
      } else {
        throw tokens.unexpected("rule body or value expected after else");
      }
    }
    return elses;
  }

  private static Body alwaysTrue(Location at) {
    Expr holds = new Expr.Holds(new Term.Constant(RegoBoolean.TRUE, at));
    return new Body(List.of(new Literal(false, holds, List.of(), at)), at);
  }
}
