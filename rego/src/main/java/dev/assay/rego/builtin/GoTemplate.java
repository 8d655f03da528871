package dev.assay.rego.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code text/template} (https://pkg.go.dev/text/template), as far as it makes text of data:
 * fields, variables, pipelines, {@code if}, {@code range}, {@code with}, {@code else}, trimming,
 * comments, and the functions of {@link #apply}. What is missing prints as {@code <undefined>}.
 */
final class GoTemplate {
  private static final Pattern ACTION =
      Pattern.compile(
          "\\{\\{(- )?(/\\*.*?\\*/|(?:\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|.)*?)( -)?\\}\\}",
          Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|:=|[=|(),]|\\$?[\\p{L}_][\\p{L}\\p{N}_]*|\\$"
              + "|(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*)|\\.(?![0-9])|[+-]?[0-9.][0-9.eE+-]*)");

  /** A part of a template. */
  private sealed interface Part {}

  private record Text(String text) implements Part {}

  private record Output(Pipeline pipeline) implements Part {}

  private record Block(String kind, Pipeline pipeline, List<Part> body, List<Part> otherwise)
      implements Part {}

  /**
   * @param variables what the result is given to: one, or index and item of a range
   * @param declares whether the variables are new
   * @param commands each a row of terms; a later one gets the former's result as last argument
   */
  private record Pipeline(List<String> variables, boolean declares, List<List<Term>> commands) {}

  /**
   * @param head a token, or {@code null} for what the inner pipeline gives
   */
  private record Term(@Nullable String head, @Nullable Pipeline inner, List<String> fields) {}

  private static final class Variable {
    private final String name;
    private @Nullable Value value;

    Variable(String name, @Nullable Value value) {
      this.name = name;
      this.value = value;
    }
  }

  private final List<Part> parts;

  private GoTemplate(List<Part> parts) {
    this.parts = parts;
  }

  static GoTemplate parse(String text) throws BuiltinException {
    return new GoTemplate(new Parser(text).template());
  }

  // ---- reading

  private static final class Parser {
    private final List<Object> pieces = new ArrayList<>();
    private int at;
    private List<String> tokens = List.of();
    private int token;

    /** Cuts the text into strings and token lists. */
    Parser(String text) throws BuiltinException {
      Matcher action = ACTION.matcher(text);
      int from = 0;
      boolean trim = false;
      while (action.find()) {
        String before = text.substring(from, action.start());
        before = trim ? before.stripLeading() : before;
        pieces.add(action.group(1) == null ? before : before.stripTrailing());
        if (!action.group(2).startsWith("/*")) {
          pieces.add(tokens(action.group(2)));
        }
        trim = action.group(3) != null;
        from = action.end();
      }
      String rest = text.substring(from);
      if (rest.contains("{{")) {
        throw wrong("unclosed action");
      }
      pieces.add(trim ? rest.stripLeading() : rest);
    }

    private static List<String> tokens(String action) throws BuiltinException {
      List<String> tokens = new ArrayList<>();
      Matcher m = TOKEN.matcher(action);
      int from = 0;
      String text = action.strip();
      m.reset(text);
      while (from < text.length()) {
        if (!m.find(from) || m.start() != from) {
          throw wrong("unexpected " + GoText.quote(text.substring(from)) + " in command");
        }
        // A field right behind a term belongs to it; with a space before it is a term of its own.
        boolean attached = m.start(1) == from && from > 0;
        String token = m.group(1);
        tokens.add(attached && token.startsWith(".") && token.length() > 1 ? "\0" + token : token);
        from = m.end();
      }
      return tokens;
    }

    List<Part> template() throws BuiltinException {
      List<Part> parts = parts();
      if (at < pieces.size()) {
        throw wrong("unexpected {{" + tokens.get(0) + "}}");
      }
      return parts;
    }

    /** Parts up to {@code end} or {@code else}, whose tokens are then the current ones. */
    private List<Part> parts() throws BuiltinException {
      List<Part> parts = new ArrayList<>();
      while (at < pieces.size()) {
        Object piece = pieces.get(at);
        if (piece instanceof String text) {
          parts.add(new Text(text));
          at++;
          continue;
        }
        tokens = actionAt(at);
        token = 0;
        if (tokens.isEmpty()) {
          throw wrong("missing value for command");
        }
        switch (tokens.get(0)) {
          case "end", "else" -> {
            return parts;
          }
          case "if", "range", "with" -> parts.add(block());
          case "define", "template", "block", "break", "continue" ->
              throw wrong("{{" + tokens.get(0) + "}} is not available");
          default -> {
            at++;
            parts.add(new Output(wholePipeline()));
          }
        }
      }
      return parts;
    }

    private List<String> actionAt(int index) {
      List<String> action = new ArrayList<>();
      for (Object t : (List<?>) pieces.get(index)) {
        action.add((String) t);
      }
      return action;
    }

    private Part block() throws BuiltinException {
      String kind = tokens.get(0);
      token = 1;
      at++;
      Pipeline pipeline = wholePipeline();
      List<Part> body = parts();
      List<Part> otherwise = List.of();
      if (at < pieces.size() && tokens.get(0).equals("else")) {
        if (tokens.size() > 1) {
          tokens = tokens.subList(1, tokens.size());
          return new Block(kind, pipeline, body, List.of(block()));
        }
        at++;
        otherwise = parts();
      }
      if (at >= pieces.size() || !tokens.get(0).equals("end")) {
        throw wrong("unexpected EOF");
      }
      at++;
      return new Block(kind, pipeline, body, otherwise);
    }

    private Pipeline wholePipeline() throws BuiltinException {
      Pipeline pipeline = pipeline();
      if (token < tokens.size()) {
        throw wrong("unexpected " + GoText.quote(tokens.get(token)) + " in command");
      }
      return pipeline;
    }

    private Pipeline pipeline() throws BuiltinException {
      List<String> variables = new ArrayList<>();
      int start = token;
      while (token < tokens.size() && tokens.get(token).startsWith("$")) {
        variables.add(tokens.get(token++));
        if (!take(",")) {
          break;
        }
      }
      boolean declares = !variables.isEmpty() && take(":=");
      if (!declares && (variables.isEmpty() || !take("="))) {
        variables.clear();
        token = start;
      }
      List<List<Term>> commands = new ArrayList<>();
      do {
        List<Term> terms = new ArrayList<>();
        while (token < tokens.size() && !"|)".contains(tokens.get(token))) {
          terms.add(term());
        }
        if (terms.isEmpty()) {
          throw wrong("missing value for command");
        }
        commands.add(terms);
      } while (take("|"));
      return new Pipeline(variables, declares, commands);
    }

    private Term term() throws BuiltinException {
      String head = tokens.get(token++);
      Pipeline inner = null;
      if (head.equals("(")) {
        inner = pipeline();
        head = null;
        if (!take(")")) {
          throw wrong("unclosed left paren");
        }
      }
      List<String> fields = new ArrayList<>();
      if (head != null && head.startsWith("\0")) {
        head = head.substring(1);
      }
      if (head != null && head.startsWith(".") && head.length() > 1) {
        fields.add(head.substring(1));
        head = ".";
      }
      while (token < tokens.size() && tokens.get(token).startsWith("\0")) {
        fields.add(tokens.get(token++).substring(2));
      }
      return new Term(head, inner, fields);
    }

    private boolean take(String expected) {
      boolean there = token < tokens.size() && tokens.get(token).equals(expected);
      token += there ? 1 : 0;
      return there;
    }
  }

  private static BuiltinException wrong(String what) {
    return new BuiltinException("template: " + what);
  }

  // ---- rendering

  String render(Call call, RegoObject data) throws BuiltinException {
    Rendering rendering = new Rendering(call);
    rendering.variables.push(new Variable("$", data));
    rendering.render(parts, data);
    return rendering.out.toString();
  }

  private static final class Rendering {
    private final Call call;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Variable> variables = new ArrayDeque<>();

    Rendering(Call call) {
      this.call = call;
    }

    void render(List<Part> parts, @Nullable Value dot) throws BuiltinException {
      for (Part part : parts) {
        int before = out.length();
        if (part instanceof Text text) {
          out.append(text.text());
        } else if (part instanceof Output output) {
          Value value = evaluate(output.pipeline(), dot);
          if (output.pipeline().variables().isEmpty()) {
            out.append(text(value));
          }
        } else if (part instanceof Block block) {
          scoped(block, dot);
        }
        call.step(1 + Math.max(0, out.length() - before));
        call.text(out.length());
      }
    }

    private void scoped(Block block, @Nullable Value dot) throws BuiltinException {
      int depth = variables.size();
      if (block.kind().equals("range")) {
        range(block, dot);
      } else {
        Value value = evaluate(block.pipeline(), dot);
        boolean inner = isTrue(value);
        Value next = inner && block.kind().equals("with") ? value : dot;
        render(inner ? block.body() : block.otherwise(), next);
      }
      while (variables.size() > depth) {
        variables.pop();
      }
    }

    private void range(Block block, @Nullable Value dot) throws BuiltinException {
      List<String> names = block.pipeline().variables();
      Value over = evaluate(new Pipeline(List.of(), false, block.pipeline().commands()), dot);
      RegoObject object = over instanceof RegoObject o ? o : null;
      List<Value> list =
          object != null
              ? object.keys()
              : over == null || over instanceof RegoNull ? List.of() : Operands.itemsOf(over);
      if (list == null) {
        throw wrong("range can't iterate over " + text(over));
      }
      for (int i = 0; i < list.size(); i++) {
        Value key = object == null ? RegoNumber.of(i) : list.get(i);
        Value item = object == null ? list.get(i) : Objects.requireNonNull(object.get(key));
        int depth = variables.size();
        if (names.size() == 2) {
          variables.push(new Variable(names.get(0), key));
        }
        if (!names.isEmpty()) {
          variables.push(new Variable(names.get(names.size() - 1), item));
        }
        render(block.body(), item);
        while (variables.size() > depth) {
          variables.pop();
        }
      }
      if (list.isEmpty()) {
        render(block.otherwise(), dot);
      }
    }

    private @Nullable Value evaluate(Pipeline pipeline, @Nullable Value dot)
        throws BuiltinException {
      Value value = null;
      for (int i = 0; i < pipeline.commands().size(); i++) {
        value = command(pipeline.commands().get(i), dot, i > 0, value);
      }
      for (String name : pipeline.variables()) {
        if (pipeline.declares()) {
          variables.push(new Variable(name, value));
        } else {
          variable(name).value = value;
        }
      }
      return value;
    }

    private Variable variable(String name) throws BuiltinException {
      for (Variable v : variables) {
        if (v.name.equals(name)) {
          return v;
        }
      }
      throw wrong("undefined variable " + GoText.quote(name));
    }

    private @Nullable Value command(
        List<Term> terms, @Nullable Value dot, boolean piped, @Nullable Value last)
        throws BuiltinException {
      String head = terms.get(0).head();
      if (head == null
          || !Character.isLetter(head.charAt(0))
          || List.of("true", "false", "nil").contains(head)) {
        if (terms.size() > 1 || piped) {
          throw wrong("can't give argument to non-function " + head);
        }
        return term(terms.get(0), dot);
      }
      List<@Nullable Value> arguments = new ArrayList<>();
      for (Term argument : terms.subList(1, terms.size())) {
        arguments.add(term(argument, dot));
      }
      if (piped) {
        arguments.add(last);
      }
      return apply(call, head, arguments);
    }

    private @Nullable Value term(Term term, @Nullable Value dot) throws BuiltinException {
      Value value =
          term.inner() != null
              ? evaluate(term.inner(), dot)
              : head(Objects.requireNonNull(term.head()), dot);
      for (String field : term.fields()) {
        if (value != null && !(value instanceof RegoObject) && !(value instanceof RegoNull)) {
          throw wrong("can't evaluate field " + field + " in " + text(value));
        }
        if (value == null || value instanceof RegoNull) {
          return null;
        }
        value = ((RegoObject) value).get(field);
      }
      return value;
    }

    private @Nullable Value head(String head, @Nullable Value dot) throws BuiltinException {
      if (head.equals(".")) {
        return dot;
      }
      if (head.startsWith("$")) {
        return variable(head).value;
      }
      return switch (head) {
        case "true" -> RegoBoolean.TRUE;
        case "false" -> RegoBoolean.FALSE;
        case "nil" -> RegoNull.NULL;
        default -> constant(call, head, this);
      };
    }
  }

  private static @Nullable Value constant(Call call, String token, Rendering rendering)
      throws BuiltinException {
    if (token.startsWith("`")) {
      return RegoString.of(token.substring(1, token.length() - 1));
    }
    if (token.startsWith("\"")) {
      return JsonBuiltins.unmarshal(call, new Value[] {RegoString.of(token)});
    }
    if (Character.isLetter(token.charAt(0))) {
      return apply(rendering.call, token, List.of());
    }
    try {
      return RegoNumber.parse(token);
    } catch (NumberFormatException e) {
      throw wrong("bad number syntax: " + GoText.quote(token));
    }
  }

  /** False are the missing, null, false, and the empty; a number of the data never is. */
  private static boolean isTrue(@Nullable Value value) {
    if (value == null || value instanceof RegoNull || value == RegoBoolean.FALSE) {
      return false;
    }
    return !(value instanceof RegoString s && s.value().isEmpty())
        && !(value instanceof RegoArray a && a.size() == 0)
        && !(value instanceof RegoSet s && s.size() == 0)
        && !(value instanceof RegoObject o && o.size() == 0)
        && !(value instanceof RegoNumber n && n.decimal().signum() == 0);
  }

  private static String text(@Nullable Value value) {
    if (value == null || value instanceof RegoNull) {
      return "<undefined>";
    }
    if (value instanceof RegoString s) {
      return s.value();
    }
    if (value instanceof RegoObject object) {
      List<String> entries = new ArrayList<>();
      object.forEach((k, v) -> entries.add(text(k) + ":" + inner(v)));
      return "map[" + String.join(" ", entries) + "]";
    }
    List<Value> items = Operands.itemsOf(value);
    return items == null
        ? value.toString()
        : "[" + String.join(" ", items.stream().map(GoTemplate::inner).toList()) + "]";
  }

  private static String inner(Value value) {
    return value instanceof RegoNull ? "<nil>" : text(value);
  }

  private static @Nullable Value apply(Call call, String name, List<@Nullable Value> args)
      throws BuiltinException {
    return switch (name) {
      case "and", "or" -> {
        Value chosen = null;
        for (Value arg : args) {
          chosen = arg;
          if (isTrue(arg) == name.equals("or")) {
            break;
          }
        }
        yield chosen;
      }
      case "not" -> RegoBoolean.of(!isTrue(argument(name, args, 0)));
      case "len" -> length(argument(name, args, 0));
      case "index" -> index(args);
      case "print" -> RegoString.of(printed(args));
      case "println" ->
          RegoString.of(String.join(" ", args.stream().map(GoTemplate::text).toList()) + "\n");
      case "printf" -> printf(call, args);
      case "urlquery" -> RegoString.of(UrlQuery.escape(printed(args)));
      case "eq" -> {
        boolean any = false;
        for (int i = 1; i < args.size(); i++) {
          any |= Objects.equals(args.get(0), args.get(i));
        }
        yield RegoBoolean.of(any);
      }
      case "ne" ->
          RegoBoolean.of(!Objects.equals(argument(name, args, 0), argument(name, args, 1)));
      case "lt" -> RegoBoolean.of(compare(name, args) < 0);
      case "le" -> RegoBoolean.of(compare(name, args) <= 0);
      case "gt" -> RegoBoolean.of(compare(name, args) > 0);
      case "ge" -> RegoBoolean.of(compare(name, args) >= 0);
      default -> throw wrong("function " + GoText.quote(name) + " not defined");
    };
  }

  private static @Nullable Value argument(String function, List<@Nullable Value> args, int i)
      throws BuiltinException {
    if (i >= args.size()) {
      throw wrong("wrong number of args for " + function);
    }
    return args.get(i);
  }

  private static int compare(String function, List<@Nullable Value> args) throws BuiltinException {
    Value a = argument(function, args, 0);
    Value b = argument(function, args, 1);
    if (a == null || b == null || a.kind() != b.kind()) {
      throw wrong("incompatible types for comparison");
    }
    return a.compareTo(b);
  }

  private static Value length(@Nullable Value value) throws BuiltinException {
    if (value instanceof RegoString s) {
      return RegoNumber.of(s.value().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    } else if (value instanceof RegoObject o) {
      return RegoNumber.of(o.size());
    }
    List<Value> items = value == null ? null : Operands.itemsOf(value);
    if (items == null) {
      throw wrong("len of " + text(value));
    }
    return RegoNumber.of(items.size());
  }

  private static @Nullable Value index(List<@Nullable Value> args) throws BuiltinException {
    Value value = argument("index", args, 0);
    for (Value key : args.subList(1, args.size())) {
      value = value == null || key == null ? null : ObjectBuiltins.child(value, key);
    }
    return value;
  }

  /** A space stands between two of which none is a string. */
  private static String printed(List<@Nullable Value> args) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < args.size(); i++) {
      boolean space =
          i > 0 && !(args.get(i) instanceof RegoString) && !(args.get(i - 1) instanceof RegoString);
      out.append(space ? " " : "").append(text(args.get(i)));
    }
    return out.toString();
  }

  private static Value printf(Call call, List<@Nullable Value> args) throws BuiltinException {
    List<Value> rest = new ArrayList<>();
    for (Value arg : args.subList(Math.min(1, args.size()), args.size())) {
      rest.add(arg == null ? RegoNull.NULL : arg);
    }
    String format = text(argument("printf", args, 0));
    return RegoString.of(new GoFormat(call, rest).format(format));
  }
}
