package dev.assay.rego.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The words that are keywords in Rego v0 only after a module has imported them. */
final class OldKeywords {
  private static final Set<String> IMPORTED = Set.of("contains", "every", "if", "in");

  private OldKeywords() {}

  /** The tokens with the keywords that are not imported before them as names. */
  static List<Token> asNames(List<Token> tokens) {
    Set<String> known = new HashSet<>();
    List<Token> changed = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean isName =
          token.kind() == Token.Kind.KEYWORD
              && IMPORTED.contains(token.text())
              && !known.contains(token.text());
      changed.add(isName ? token.asName() : token);
      if (token.isKeyword("import")) {
        known.addAll(imported(tokens, i + 1));
      }
    }
    return changed;
  }

  /** Whether a module imports {@code rego.v1}, and with it the syntax of Rego v1. */
  static boolean importsNewSyntax(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isKeyword("import") && path(tokens, i + 1).equals("rego.v1")) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> imported(List<Token> tokens, int start) {
    String path = path(tokens, start);
    String all = "future.keywords";
    if (path.equals(all)) {
      return IMPORTED;
    }
    if (path.equals(all + ".every")) {
      return Set.of("every", "in");
    }
    return path.startsWith(all + ".") ? Set.of(path.substring(all.length() + 1)) : Set.of();
  }

  /** The dotted name that begins at a token. */
  private static String path(List<Token> tokens, int start) {
    StringBuilder path = new StringBuilder(tokens.get(start).text());
    for (int i = start + 1; i + 1 < tokens.size() && tokens.get(i).isSign("."); i += 2) {
      path.append('.').append(tokens.get(i + 1).text());
    }
    return path.toString();
  }
}
