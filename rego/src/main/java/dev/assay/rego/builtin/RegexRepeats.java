package dev.assay.rego.builtin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Repetitions within repetitions, as {@code (a{1000}){1000}}: RE2/J copies what is repeated, and
 * would take all memory. Go refuses more than a thousand copies (https://pkg.go.dev/regexp/syntax).
 */
final class RegexRepeats {
  private static final int MOST = 1000;
  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?\\}");

  private RegexRepeats() {}

  /** The repetition that is too much; {@code null} if none is. */
  static @Nullable String excess(String regex) {
    if (regex.indexOf('{') < 0) {
      return null;
    }
    Matcher count = COUNT.matcher(regex);
    Deque<Long> outer = new ArrayDeque<>();
    long largest = 1; // copies of anything within the group that is open
    long atom = 1; // copies of anything within what was read last
    int at = 0;
    while (at < regex.length()) {
      char c = regex.charAt(at);
      if (c == '{' && count.find(at) && count.start() == at) {
        atom *= Math.max(1, times(count));
        if (atom > MOST) {
          return count.group();
        }
        at = count.end();
      } else {
        if (c == '(') {
          outer.push(largest);
          largest = 1;
        } else if (c == ')' && !outer.isEmpty()) {
          atom = largest;
          largest = Math.max(atom, outer.pop());
        } else if ("*+?|".indexOf(c) < 0) {
          atom = 1;
        }
        at = after(regex, at);
      }
      largest = Math.max(largest, atom);
    }
    return null;
  }

  private static long times(Matcher count) {
    String most = count.group(3);
    return Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most);
  }

  /** Where the next part begins: escapes, quotations and classes are one. */
  private static int after(String regex, int at) {
    if (regex.startsWith("\\Q", at)) {
      int end = regex.indexOf("\\E", at);
      return end < 0 ? regex.length() : end + 2;
    } else if (regex.charAt(at) == '\\') {
      boolean braced = regex.startsWith("{", at + 2) && "pPx".indexOf(regex.charAt(at + 1)) >= 0;
      int end = braced ? regex.indexOf('}', at) : at + 1;
      return end < 0 ? regex.length() : end + 1;
    } else if (regex.charAt(at) != '[') {
      return at + 1;
    }
    int end = at + 1;
    end += regex.startsWith("^", end) ? 1 : 0;
    end += regex.startsWith("]", end) ? 1 : 0;
    while (end < regex.length() && regex.charAt(end) != ']') {
      if (regex.startsWith("[:", end) && regex.indexOf(":]", end) > 0) {
        end = regex.indexOf(":]", end) + 1;
      } else if (regex.charAt(end) == '\\') {
        end++;
      }
      end++;
    }
    return end + 1;
  }
}
