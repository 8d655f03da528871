package dev.assay.rego.parse;

import dev.assay.rego.ast.Keywords;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a source into tokens and comments. */
final class Lexer {
  private final RegoSource source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private int depth;

  /** The tokens, of which the last is of kind EOF. */
  record Output(List<Token> tokens, List<Comment> comments) {}

  private Lexer(RegoSource source) {
    this.source = source;
    this.text = source.text();
  }

  static Output run(RegoSource source) {
    Lexer lexer = new Lexer(source);
    if (lexer.text.startsWith("\uFEFF")) {
      lexer.at = 1;
      lexer.lineStart = 1;
    }
    lexer.tokensUntilBrace(false);
    lexer.add(Token.Kind.EOF, "", lexer.at, lexer.line, lexer.column(lexer.at));
    return new Output(lexer.tokens, lexer.comments);
  }

  /** Reads to the end of the text, or to the brace that closes a template's hole. */
  private void tokensUntilBrace(boolean inHole) {
    int braces = 0;
    while (true) {
      skipSpace();
      if (at == text.length()) {
        if (inHole) {
          throw error("non-terminated template-string expression", at, line);
        }
        return;
      }
      char c = text.charAt(at);
      if (c == '{') {
        braces++;
      } else if (c == '}') {
        if (inHole && braces == 0) {
          return;
        }
        braces--;
      }
      token(c);
    }
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        newLine();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        comments.add(new Comment(text.substring(at + 1, end).stripTrailing(), line, column(at)));
        at = end;
      } else {
        return;
      }
    }
  }

  private void token(char c) {
    int start = at;
    if (isNameStart(c)) {
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      String word = text.substring(start, at);
      Token.Kind kind = Keywords.ALL.contains(word) ? Token.Kind.KEYWORD : Token.Kind.NAME;
      add(kind, word, start, line, column(start));
    } else if (isDigit(c) || (c == '.' && beginsNumber())) {
      number();
    } else if (c == '"') {
      at++;
      string(start);
    } else if (c == '`') {
      at++;
      raw(start);
    } else if (c == '$') {
      template();
    } else {
      sign(c);
    }
  }

  private void sign(char c) {
    int start = at;
    boolean equals = at + 1 < text.length() && text.charAt(at + 1) == '=';
    if (equals && ":=!<>".indexOf(c) >= 0) {
      at += 2;
    } else if ("{}[]().,;:|&+-*/%=<>".indexOf(c) >= 0) {
      at++;
    } else {
      int point = text.codePointAt(at);
      String shown =
          Character.isISOControl(point) || !Character.isDefined(point)
              ? String.format(Locale.ROOT, "U+%04X", point)
              : Character.toString(point);
      throw error("illegal token: unexpected character " + shown, at, line);
    }
    add(Token.Kind.SIGN, text.substring(start, at), start, line, column(start));
  }

  /** {@code .5} is a number where nothing stands right before it, of which it could be a key. */
  private boolean beginsNumber() {
    boolean ofDigits = at + 1 < text.length() && isDigit(text.charAt(at + 1));
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    return ofDigits && !isNamePart(before) && "])}\"`.".indexOf(before) < 0;
  }

  private void number() {
    int start = at;
    digits();
    if (at - start > 1 && text.charAt(start) == '0') {
      throw error("illegal number format: expected number without leading zero", start, line);
    }
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      if (at == text.length() || !isDigit(text.charAt(at))) {
        throw error("illegal number format: expected exponent", start, line);
      }
      digits();
    }
    if (at < text.length() && isNameStart(text.charAt(at))) {
      throw error("illegal number format", start, line);
    }
    add(Token.Kind.NUMBER, text.substring(start, at), start, line, column(start));
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void string(int start) {
    StringBuilder value = new StringBuilder();
    while (true) {
      if (at == text.length() || text.charAt(at) == '\n') {
        throw error("non-terminated string", start, line);
      }
      char c = text.charAt(at++);
      if (c == '"') {
        add(Token.Kind.STRING, value.toString(), start, line, column(start));
        return;
      }
      if (c == '\\') {
        escape(value, false);
      } else if (c < 0x20 && c != '\t') {
        throw error("illegal string: control character must be escaped", at - 1, line);
      } else {
        value.append(c);
      }
    }
  }

  private void escape(StringBuilder out, boolean inTemplate) {
    char c = at < text.length() ? text.charAt(at++) : '\n';
    switch (c) {
      case '"', '\\', '/' -> out.append(c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = at < text.length() ? Character.digit(text.charAt(at++), 16) : -1;
          if (digit < 0) {
            throw error("illegal string escape sequence", at - 1, line);
          }
          code = code * 16 + digit;
        }
        out.append((char) code);
      }
      default -> {
        if (!inTemplate || c != '{') {
          throw error("illegal string escape sequence", at - 2, line);
        }
        out.append(c);
      }
    }
  }

  private void raw(int start) {
    int end = text.indexOf('`', at);
    int startLine = line;
    int column = column(start);
    if (end < 0) {
      throw error("non-terminated raw string", start, line);
    }
    String value = text.substring(at, end).replace("\r", "");
    for (; at < end; at++) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
    at++;
    add(Token.Kind.STRING, value, start, startLine, column);
  }

  /**
   * An interpolated string, in quotes or (over several lines, escaping only braces) in back quotes.
   */
  private void template() {
    int start = at;
    int startLine = line;
    char quote = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (quote != '"' && quote != '`') {
      throw error("illegal token: unexpected character $", at, line);
    }
    if (++depth > Parser.MAX_DEPTH) {
      throw error("template-strings are nested too deeply", at, line);
    }
    at += 2;
    add(Token.Kind.TEMPLATE_BEGIN, "", start, line, column(start));
    while (true) {
      StringBuilder value = new StringBuilder();
      int textStart = at;
      int textLine = line;
      int textColumn = column(at);
      char c = templateText(quote, value, start, startLine);
      if (value.length() > 0) {
        add(Token.Kind.TEMPLATE_TEXT, value.toString(), textStart, textLine, textColumn);
      }
      int mark = at++;
      if (c == quote) {
        add(Token.Kind.TEMPLATE_END, "", mark, line, column(mark));
        depth--;
        return;
      }
      add(Token.Kind.TEMPLATE_OPEN, "{", mark, line, column(mark));
      tokensUntilBrace(true);
      mark = at++;
      add(Token.Kind.TEMPLATE_CLOSE, "}", mark, line, column(mark));
    }
  }

  /** Reads text up to a hole or the end, and gives the character that it stands before. */
  private char templateText(char quote, StringBuilder value, int start, int startLine) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote || c == '{') {
        return c;
      }
      at++;
      if (c == '\\' && quote == '"') {
        escape(value, true);
      } else if (c == '\\' && at < text.length() && text.charAt(at) == '{') {
        value.append('{');
        at++;
      } else if (c == '\n' && quote == '"') {
        break;
      } else {
        if (c == '\n') {
          newLine();
        }
        value.append(c);
      }
    }
    throw error("non-terminated template-string", start, startLine);
  }

  private void newLine() {
    line++;
    lineStart = at;
  }

  private int column(int offset) {
    return offset - lineStart + 1;
  }

  private void add(Token.Kind kind, String value, int start, int startLine, int column) {
    tokens.add(new Token(kind, value, start, at, startLine, column, line));
  }

  private RegoException error(String message, int offset, int errorLine) {
    int column = errorLine == line ? Math.max(1, column(offset)) : 1;
    return new RegoException(
        new RegoError(RegoError.PARSE, message, new Location(source, errorLine, column)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }
}
