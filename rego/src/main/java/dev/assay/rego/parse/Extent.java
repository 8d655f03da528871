package dev.assay.rego.parse;

import dev.assay.rego.ast.Location;
import java.util.List;
import java.util.Set;

/** The text of an expression, found again by the place where it begins. */
public final class Extent {
  private static final Set<String> OPENING = Set.of("(", "[", "{");
  private static final Set<String> CLOSING = Set.of(")", "]", "}");
  private static final Set<String> SEPARATING = Set.of(";");

  private Extent() {}

  /** The expression of a body that begins there, in one line. */
  public static String of(Location at) {
    List<Token> tokens = Lexer.run(at.source()).tokens();
    String text = at.source().text();
    int depth = 0;
    int start = -1;
    Token last = null;
    for (Token token : tokens) {
      if (start < 0) {
        if (token.line() != at.line() || token.column() != at.column()) {
          continue;
        }
        start = token.start();
      }
      boolean outside = depth == 0;
      boolean sign = token.kind() == Token.Kind.SIGN;
      if (token.kind() == Token.Kind.EOF
          || (sign
              && outside
              && (CLOSING.contains(token.text()) || SEPARATING.contains(token.text())))
          || (last != null
              && outside
              && token.line() > last.endLine()
              && !continues(last, token))) {
        break;
      }
      depth += sign && OPENING.contains(token.text()) ? 1 : 0;
      depth -= sign && CLOSING.contains(token.text()) ? 1 : 0;
      last = token;
    }
    return last == null
        ? ""
        : text.substring(start, last.end()).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Whether an expression goes on in a new line. */
  private static boolean continues(Token last, Token next) {
    boolean operator = last.kind() == Token.Kind.SIGN && !CLOSING.contains(last.text());
    return operator || next.isKeyword("with");
  }
}
