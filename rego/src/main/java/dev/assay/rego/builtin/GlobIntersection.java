package dev.assay.rego.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.Watched;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether two patterns have a text in common, for {@code regex.globs_match}. A pattern is a row of
 * characters, {@code .} and sets like {@code [a-z]}, each of which {@code *} or {@code +} may
 * repeat; a backslash takes the next character as itself.
 */
final class GlobIntersection {
  /**
   * @param characters which the token takes; {@code null} for every one
   * @param isSet whether they are written in brackets
   */
  record Token(@Nullable BitSet characters, boolean isSet, boolean optional, boolean repeated) {
    /** Whether nothing but the repetition may differ. */
    boolean isSameAgain(Token other) {
      return repeated
          && other.repeated
          && isSet == other.isSet
          && Objects.equals(characters, other.characters);
    }

    boolean meets(Token other) {
      return characters == null
          || other.characters == null
          || characters.intersects(other.characters);
    }
  }

  /** Pairs of places that are searched: each may be remembered. */
  private static final int MOST_PAIRS = 1 << 27;

  private final int[] text;
  private int at;

  private GlobIntersection(String pattern) {
    this.text = new int[pattern.codePointCount(0, pattern.length())];
    int at = 0;
    for (int i = 0; i < text.length; i++) {
      Watched.look(i);
      text[i] = pattern.codePointAt(at);
      at += Character.charCount(text[i]);
    }
  }

  static boolean intersects(Call call, String a, String b) throws BuiltinException {
    List<Token> left = new GlobIntersection(a).tokens(call);
    List<Token> right = new GlobIntersection(b).tokens(call);
    if ((left.size() + 1L) * (right.size() + 1L) > MOST_PAIRS) {
      throw new BuiltinException("expression too large");
    }
    return GlobPair.intersects(call, left, right);
  }

  private List<Token> tokens(Call call) throws BuiltinException {
    List<Token> tokens = new ArrayList<>();
    while (at < text.length) {
      call.step(1);
      boolean isSet = text[at] == '[';
      BitSet characters =
          switch (text[at]) {
            case '.' -> {
              at++;
              yield null;
            }
            case '[' -> set();
            case ']' -> throw invalid(at + 1, "set-close ']' with no preceding '['");
            case '*', '+' ->
                throw invalid(
                    at + 1,
                    "flag '" + Character.toString(text[at]) + "' must be preceded by a non-flag");
            default -> {
              BitSet one = new BitSet();
              one.set(character());
              yield one;
            }
          };
      int flag = at < text.length ? text[at] : 0;
      boolean repeated = flag == '*' || flag == '+';
      at += repeated ? 1 : 0;
      Token token = new Token(characters, isSet, flag == '*', repeated);
      Token last = tokens.isEmpty() ? token : tokens.get(tokens.size() - 1);
      if (!tokens.isEmpty() && token.isSameAgain(last)) {
        tokens.set(tokens.size() - 1, last.optional() ? token : last);
      } else {
        tokens.add(token);
      }
    }
    return tokens;
  }

  private BitSet set() throws BuiltinException {
    BitSet characters = new BitSet();
    int before = -1;
    at++;
    while (at < text.length && text[at] != ']') {
      if (text[at] != '-') {
        before = character();
        characters.set(before);
        continue;
      }
      at++;
      if (before < 0) {
        throw invalid(at, "range character '-' must be preceded by a Unicode character");
      }
      if (at >= text.length) {
        throw invalid(at, "range character '-' must be followed by a Unicode character");
      }
      if (text[at] == ']' || text[at] == '-') {
        throw invalid(at + 1, "range character '-' cannot be followed by a special symbol");
      }
      int last = character();
      if (last < before) {
        throw invalid(at, "range is out of order");
      }
      characters.set(before, last + 1);
      before = -1;
    }
    if (at >= text.length) {
      throw invalid(at, "found [ without matching ]");
    }
    at++;
    return characters;
  }

  private int character() throws BuiltinException {
    if (text[at] == '\\' && ++at >= text.length) {
      throw invalid(at, "reached end of input");
    }
    return text[at++];
  }

  private BuiltinException invalid(int position, String why) {
    String pattern = new String(text, 0, text.length);
    return new BuiltinException(
        "input:" + pattern + ", pos:" + position + ", " + why + ": the input provided is invalid");
  }
}
