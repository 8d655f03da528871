package dev.assay.rego.parse;

import java.util.Map;

/**
 * A piece of Rego text.
 *
 * @param text of a name, number or operator as written; of a string its value
 * @param start offset of its first character
 * @param end offset after its last character
 * @param endLine the line in which it ends (raw strings span several)
 */
record Token(Kind kind, String text, int start, int end, int line, int column, int endLine) {

  enum Kind {
    NAME("identifier"),
    KEYWORD("keyword"),
    NUMBER("number"),
    STRING("string"),
    /** A bracket, operator or separator. */
    SIGN("token"),
    TEMPLATE_BEGIN("template-string"),
    TEMPLATE_TEXT("template-string text"),
    TEMPLATE_OPEN("template-string"),
    TEMPLATE_CLOSE("template-string"),
    TEMPLATE_END("template-string"),
    EOF("eof");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  /** How messages call the signs. */
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("{", "{"),
          Map.entry("}", "}"),
          Map.entry("[", "["),
          Map.entry("]", "]"),
          Map.entry("(", "("),
          Map.entry(")", ")"),
          Map.entry(".", "."),
          Map.entry(",", ","),
          Map.entry(";", ";"),
          Map.entry(":", ":"),
          Map.entry("|", "or"),
          Map.entry("&", "and"),
          Map.entry("+", "plus"),
          Map.entry("-", "minus"),
          Map.entry("*", "mul"),
          Map.entry("/", "div"),
          Map.entry("%", "rem"),
          Map.entry("=", "eq"),
          Map.entry(":=", "assign"),
          Map.entry("==", "equal"),
          Map.entry("!=", "neq"),
          Map.entry("<", "lt"),
          Map.entry("<=", "lte"),
          Map.entry(">", "gt"),
          Map.entry(">=", "gte"));

  Token asName() {
    return new Token(Kind.NAME, text, start, end, line, column, endLine);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isKeyword(String word) {
    return kind == Kind.KEYWORD && text.equals(word);
  }

  /** As "unexpected … token" calls it. */
  String label() {
    return switch (kind) {
      case SIGN -> SIGNS.getOrDefault(text, text);
      case KEYWORD -> text;
      default -> kind.label;
    };
  }
}
