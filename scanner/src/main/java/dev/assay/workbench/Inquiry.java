package dev.assay.workbench;

import dev.assay.rego.ModuleInfo;
import dev.assay.rego.Policy;
import dev.assay.rego.Result;
import dev.assay.rego.RuleInfo;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.ast.Term;
import dev.assay.rego.builtin.Builtin;
import dev.assay.rego.builtin.Builtins;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.parse.Parser;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to policies and data whose answer is written as {@code opa eval} writes it.
 *
 * <p>OPA tells the value of each expression of a query. So each that is a term is equated with a
 * variable of ours, whose name no answer shows.
 */
public final class Inquiry {
  private static final String OURS = "__value";

  private final String text;
  private final List<Literal> literals;

  /** What {@link #capturing} put into the text, in the order of the text. */
  private final Deque<Insertion> insertions = new ArrayDeque<>();

  private Inquiry(String text) {
    this.text = text;
    this.literals = Parser.query(new RegoSource("", text)).literals();
  }

  /** A line of the query that is longer from a column on; both count from 1. */
  private record Insertion(int line, int column, int length) {}

  /**
   * What is written, and how it went.
   *
   * @param holds whether it is a result rather than errors
   */
  public record Answer(String json, boolean holds) {}

  /** Compiles the files' policies, and asks. */
  public static Answer ask(String query, DataFiles files, @Nullable Value input, Limits limits) {
    try {
      Policy policy = Policy.compile(files.policies());
      Overlap.refuse(policy, files.data());
      Inquiry inquiry = new Inquiry(query);
      policy.query(query); // so that mistakes are told by the places where they were written
      if (!isRule(query, policy)) {
        checkTypes(query, files);
      }
      return new Answer(OpaJson.result(inquiry.rows(policy, files.data(), input, limits)), true);
    } catch (RegoException e) {
      return new Answer(OpaJson.errors(e.errors().stream().map(Inquiry::unnamed).toList()), false);
    }
  }

  /** The query is no file. */
  private static RegoError unnamed(RegoError error) {
    return new RegoError(error.code(), error.message(), error.at().map(Inquiry::unnamed));
  }

  private static Location unnamed(Location at) {
    RegoSource nameless = new RegoSource("", at.source().text());
    return isQuery(at) ? new Location(nameless, at.line(), at.column()) : at;
  }

  /** The engine calls a query so; files have an ending. */
  private static boolean isQuery(Location at) {
    return at.file().equals("query");
  }

  /** Whether the query is the name of a rule: there is nothing more to check. */
  private static boolean isRule(String query, Policy policy) {
    for (ModuleInfo module : policy.modules()) {
      String inside = "data." + String.join(".", module.path()) + ".";
      if (query.startsWith(inside)
          && module.rules().stream()
              .anyMatch(
                  r -> r.kind() != RuleInfo.Kind.FUNCTION && query.equals(inside + r.name()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The engine checks the types of rules, not of queries: so as the body of a rule. What modules in
   * Rego v1 may not call any more, queries may.
   */
  private static void checkTypes(String query, DataFiles files) {
    List<RegoSource> sources = new ArrayList<>(files.policies());
    sources.add(new RegoSource("", "package __query\nanswer if {\n" + query + "\n}"));
    try {
      Policy.compile(sources);
    } catch (RegoException e) {
      List<RegoError> errors =
          e.errors().stream()
              .filter(error -> error.code().equals(RegoError.TYPE))
              .filter(error -> !error.message().startsWith("deprecated built-in"))
              .map(
                  error ->
                      new RegoError(
                          error.code(),
                          error.message(),
                          error
                              .at()
                              .map(at -> new Location(at.source(), at.line() - 2, at.column()))))
              .toList();
      if (!errors.isEmpty()) {
        throw new RegoException(errors);
      }
    }
  }

  private List<OpaJson.Row> rows(Policy policy, Value data, @Nullable Value input, Limits limits) {
    Result result;
    try {
      result = policy.over(data, limits).evaluate(policy.query(capturing()), input);
    } catch (RegoException e) {
      throw new RegoException(e.errors().stream().map(this::asWritten).toList());
    }
    // Only the one expression of a query that iterates over nothing may be false.
    boolean onlyTrue = literals.size() > 1 || Iteration.in(literals);
    List<OpaJson.Row> rows = new ArrayList<>();
    for (Map<String, Value> found : result.bindings()) {
      boolean untrue =
          found.entrySet().stream()
              .anyMatch(b -> b.getKey().startsWith(OURS) && b.getValue() == RegoBoolean.FALSE);
      if (!onlyTrue || !untrue) {
        rows.add(row(found));
      }
    }
    return rows;
  }

  private OpaJson.Row row(Map<String, Value> found) {
    List<OpaJson.Expression> expressions = new ArrayList<>();
    for (int i = 0; i < literals.size(); i++) {
      if (!(literals.get(i).expr() instanceof Expr.SomeVars)) {
        expressions.add(
            new OpaJson.Expression(
                found.getOrDefault(OURS + i, RegoBoolean.TRUE),
                text.substring(start(i), end(i)),
                literals.get(i).location()));
      }
    }
    RegoObject.Builder bindings = new RegoObject.Builder();
    found.forEach(
        (name, value) -> {
          if (!name.startsWith(OURS)) {
            bindings.put(name, value);
          }
        });
    return new OpaJson.Row(expressions, bindings.build());
  }

  /** The query with {@code = __valueN} behind each expression that is a term. */
  private String capturing() {
    StringBuilder query = new StringBuilder(text);
    for (int i = literals.size() - 1; i >= 0; i--) {
      Literal literal = literals.get(i);
      if (!literal.negated() && literal.expr() instanceof Expr.Holds h && hasValue(h.term())) {
        boolean changed = !literal.with().isEmpty();
        int end = changed ? offset(literal.with().get(0).location()) : end(i);
        String added = " = " + OURS + i + " ";
        query.insert(end, added);
        int line = 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
        int column = end - text.lastIndexOf('\n', end - 1);
        insertions.addFirst(new Insertion(line, column, added.length()));
      }
    }
    return query.toString();
  }

  /** An error in the query at the place where its author has it. */
  private RegoError asWritten(RegoError error) {
    return new RegoError(error.code(), error.message(), error.at().map(this::asWritten));
  }

  private Location asWritten(Location at) {
    int column = at.column();
    for (Insertion added : insertions) {
      if (isQuery(at) && added.line() == at.line() && column >= added.column() + added.length()) {
        column -= added.length();
      }
    }
    return new Location(at.source(), at.line(), column);
  }

  /** A call with one argument more than parameters equates its value itself. */
  private static boolean hasValue(Term term) {
    if (!(term instanceof Term.Call call) || call.operator().isPresent()) {
      return true;
    }
    Builtin builtin = Builtins.all().get(call.function());
    return !call.function().equals("print")
        && (builtin == null || builtin.parameters().size() == call.arguments().size());
  }

  private int start(int literal) {
    return offset(literals.get(literal).location());
  }

  /** Where a literal ends: before the next, less separators, spaces and comments. */
  private int end(int literal) {
    int limit = literal + 1 < literals.size() ? start(literal + 1) : text.length();
    int end = start(literal);
    char quote = 0;
    for (int i = end; i < limit; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\' && quote == '"') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '`') {
        quote = c;
      } else if (c == '#') {
        int line = text.indexOf('\n', i);
        i = line < 0 ? limit : line;
        continue;
      }
      if (quote != 0 || (c != ';' && !Character.isWhitespace(c))) {
        end = i + 1;
      }
    }
    return Math.min(end, limit);
  }

  private int offset(Location at) {
    int line = 0;
    for (int i = 1; i < at.line(); i++) {
      line = text.indexOf('\n', line) + 1;
    }
    return line + at.column() - 1;
  }
}
