package dev.assay.rego.parse;

import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The tokens of a source, and how far they have been read. */
final class Tokens {
  private static final Set<String> OPENING = Set.of("(", "[", "{");
  private static final Set<String> CLOSING = Set.of(")", "]", "}");

  private final RegoSource source;
  private final List<Token> tokens;
  private int next;
  private int depth;

  Tokens(RegoSource source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The one after {@link #peek}. */
  Token peekSecond() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(next);
    if (next < tokens.size() - 1) {
      next++;
    }
    return token;
  }

  int position() {
    return next;
  }

  void rewind(int position) {
    next = position;
  }

  /**
   * Parses in the first way that succeeds.
   *
   * @throws RegoException of the first way, if both fail
   */
  <T> T either(Supplier<T> first, Supplier<T> second) {
    int start = next;
    int startDepth = depth;
    try {
      return first.get();
    } catch (RegoException failed) {
      next = start;
      depth = startDepth;
      try {
        return second.get();
      } catch (RegoException failedToo) {
        throw failed;
      }
    }
  }

  boolean at(String sign) {
    return peek().isSign(sign);
  }

  boolean atKeyword(String word) {
    return peek().isKeyword(word) && !keywordIsName();
  }

  /** {@code as.foo}: a keyword right before a dot is a name. */
  boolean keywordIsName() {
    Token second = peekSecond();
    return second.isSign(".") && second.start() == peek().end();
  }

  boolean tryTake(String sign) {
    if (at(sign)) {
      take();
      return true;
    }
    return false;
  }

  boolean tryTakeKeyword(String word) {
    if (atKeyword(word)) {
      take();
      return true;
    }
    return false;
  }

  Token expect(String sign) {
    if (!at(sign)) {
      throw unexpected("expected " + sign);
    }
    return take();
  }

  /** Whether the next token follows the last one without space. */
  boolean adjacent() {
    return next > 0 && tokens.get(next - 1).end() == peek().start();
  }

  /** Whether a line break lies between the last token and the next. */
  boolean onNewLine() {
    return next > 0 && tokens.get(next - 1).endLine() < peek().line();
  }

  /**
   * Goes on after a mistake: to where the next rule or import certainly begins, at the start of a
   * line and outside of the brackets that are open since a position; else to the end.
   */
  void skipToRule(int start) {
    int mistake = next;
    int open = 0;
    depth = 0;
    for (next = start; next < tokens.size() - 1; next++) {
      if (open == 0 && next > Math.max(start, mistake - 1) && beginsRule()) {
        return;
      }
      if (peek().kind() == Token.Kind.SIGN && OPENING.contains(peek().text())) {
        open++;
      } else if (peek().kind() == Token.Kind.SIGN && CLOSING.contains(peek().text())) {
        open = Math.max(0, open - 1);
      }
    }
  }

  /** Whether a line begins here as those of rules and imports do, and no other. */
  private boolean beginsRule() {
    Token first = peek();
    if (first.column() != 1) {
      return false;
    } else if (first.isKeyword("import") || first.isKeyword("default")) {
      return true;
    }
    boolean isRule = false;
    for (int i = next + 1; i < tokens.size() && tokens.get(i).line() == first.line(); i++) {
      Token token = tokens.get(i);
      Token before = tokens.get(i - 1);
      boolean endsHead =
          before.kind() == Token.Kind.NAME || before.isSign("]") || before.isSign(")");
      isRule |=
          token.isSign(":=")
              || token.isSign("=")
              || token.isKeyword("if")
              || token.isKeyword("contains")
              || (token.isSign("{") && endsHead);
    }
    return isRule && first.kind() == Token.Kind.NAME;
  }

  void enter() {
    if (++depth > Parser.MAX_DEPTH) {
      throw error("nested too deeply: at most " + Parser.MAX_DEPTH + " levels", here());
    }
  }

  void leave() {
    depth--;
  }

  Location here() {
    return of(peek());
  }

  Location of(Token token) {
    return new Location(source, token.line(), token.column());
  }

  RegoException unexpected(String hint) {
    Token token = peek();
    String what =
        token.kind() == Token.Kind.KEYWORD ? token.text() + " keyword" : token.label() + " token";
    boolean isEnd = token.kind() == Token.Kind.EOF; // which is missed at the last character
    int column = isEnd ? Math.max(1, token.column() - 1) : token.column();
    return error("unexpected " + what + ": " + hint, new Location(source, token.line(), column));
  }

  static RegoException error(String message, Location at) {
    return new RegoException(new RegoError(RegoError.PARSE, message, at));
  }
}
