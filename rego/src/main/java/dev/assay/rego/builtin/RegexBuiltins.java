package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Regular expressions in RE2's syntax, matched in time linear in the text. */
final class RegexBuiltins {
  private RegexBuiltins() {}

  private record Key(String pattern) {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("regex.match(string, string) boolean", RegexBuiltins::match),
        builtin("re_match(string, string) boolean", RegexBuiltins::match),
        builtin("regex.is_valid(string) boolean", RegexBuiltins::isValid),
        builtin("regex.split(string, string) array[string]", RegexBuiltins::split),
        builtin("regex.replace(string, string, string) string", RegexBuiltins::replace),
        builtin("regex.find_n(string, string, number) array[string]", RegexBuiltins::find),
        builtin(
            "regex.find_all_string_submatch_n(string, string, number) array[array[string]]",
            RegexBuiltins::findGroups),
        builtin(
            "regex.template_match(string, string, string, string) boolean",
            RegexBuiltins::templateMatch),
        builtin(
            "regex.globs_match(string, string) boolean",
            (c, a) ->
                RegoBoolean.of(
                    GlobIntersection.intersects(c, Operands.string(a, 0), Operands.string(a, 1)))));
  }

  /** Longer patterns are not kept beyond an evaluation. */
  private static final int LONGEST_KEPT = 500;

  /** Compiled once: most patterns stand in a rule, and are asked for with each resource. */
  static Pattern compile(Call call, String pattern) throws BuiltinException {
    Object compiled =
        pattern.length() <= LONGEST_KEPT
            ? call.keep(new Key(pattern), () -> tryCompile(pattern))
            : call.memo(new Key(pattern), () -> tryCompile(pattern));
    if (compiled instanceof Pattern p) {
      return p;
    }
    throw new BuiltinException("error parsing regexp: " + compiled);
  }

  /** Characters of a pattern, and of one between bars: RE2/J takes the square of these. */
  private static final int LONGEST = 1 << 16;

  private static final int LONGEST_ALTERNATIVE = 1 << 13;

  private static boolean isTooLarge(String pattern) {
    int longest = 0;
    for (int from = 0; from <= pattern.length() && longest <= LONGEST_ALTERNATIVE; ) {
      int bar = pattern.indexOf('|', from);
      int end = bar < 0 ? pattern.length() : bar;
      longest = Math.max(longest, end - from);
      from = end + 1;
    }
    return pattern.length() > LONGEST || longest > LONGEST_ALTERNATIVE;
  }

  /** A pattern, or the text of what is wrong with it. */
  private static Object tryCompile(String pattern) {
    if (isTooLarge(pattern)) {
      return "expression too large";
    }
    try {
      String excess = RegexRepeats.excess(pattern);
      return excess == null ? Pattern.compile(pattern) : "invalid repeat count: `" + excess + "`";
    } catch (PatternSyntaxException e) {
      return e.getDescription() + ": `" + e.getPattern() + "`";
    }
  }

  private static Value match(Call call, Value[] args) throws BuiltinException {
    String pattern = Operands.string(args, 0);
    String text = Operands.string(args, 1);
    call.step(text.length());
    return RegoBoolean.of(matcher(call, compile(call, pattern), text).find());
  }

  private static Matcher matcher(Call call, Pattern pattern, String text) {
    return pattern.matcher(WatchedText.of(text, pattern, call));
  }

  private static Value isValid(Call call, Value[] args) {
    return RegoBoolean.of(
        args[0] instanceof RegoString s && tryCompile(s.value()) instanceof Pattern);
  }

  /** A match, and its groups from 0; empty for a group that took no part. */
  private record Match(int start, int end, List<String> groups) {}

  /**
   * Matches from left to right as Go finds them: an empty match directly after another match does
   * not count.
   */
  private static List<Match> matches(Call call, String pattern, String text, int most)
      throws BuiltinException {
    List<Match> found = new ArrayList<>();
    Matcher m = matcher(call, compile(call, pattern), text);
    call.step(text.length());
    int at = 0;
    int previousEnd = -1;
    while (at <= text.length() && (most < 0 || found.size() < most) && m.find(at)) {
      if (m.end() > m.start() || m.start() != previousEnd) {
        found.add(match(m));
        call.step(1 + m.end() - (long) m.start());
      }
      previousEnd = m.end();
      at =
          m.end() > m.start()
              ? m.end()
              : m.end() + (m.end() < text.length() ? charCount(text, m.end()) : 1);
    }
    return found;
  }

  private static int charCount(String text, int at) {
    return Character.charCount(text.codePointAt(at));
  }

  private static Match match(Matcher m) {
    List<String> groups = new ArrayList<>(m.groupCount() + 1);
    for (int i = 0; i <= m.groupCount(); i++) {
      String group = m.group(i);
      groups.add(group == null ? "" : group);
    }
    return new Match(m.start(), m.end(), groups);
  }

  private static Value split(Call call, Value[] args) throws BuiltinException {
    String pattern = Operands.string(args, 0);
    String text = Operands.string(args, 1);
    List<Value> parts = new ArrayList<>();
    int from = 0;
    int to = 0;
    if (!pattern.isEmpty() && text.isEmpty()) {
      compile(call, pattern);
      return RegoArray.of(RegoString.of(""));
    }
    for (Match match : matches(call, pattern, text, -1)) {
      to = match.start();
      if (match.end() != 0) {
        parts.add(RegoString.of(text.substring(from, to)));
      }
      from = match.end();
    }
    if (to != text.length()) {
      parts.add(RegoString.of(text.substring(from)));
    }
    return RegoArray.of(parts);
  }

  private static Value find(Call call, Value[] args) throws BuiltinException {
    List<Value> found = new ArrayList<>();
    for (Match match :
        matches(
            call, Operands.string(args, 0), Operands.string(args, 1), Operands.integer(args, 2))) {
      found.add(RegoString.of(match.groups().get(0)));
    }
    return RegoArray.of(found);
  }

  private static Value findGroups(Call call, Value[] args) throws BuiltinException {
    List<Value> found = new ArrayList<>();
    for (Match match :
        matches(
            call, Operands.string(args, 0), Operands.string(args, 1), Operands.integer(args, 2))) {
      found.add(RegoArray.of(match.groups().stream().map(g -> (Value) RegoString.of(g)).toList()));
    }
    return RegoArray.of(found);
  }

  private static Value replace(Call call, Value[] args) throws BuiltinException {
    String text = Operands.string(args, 0);
    String pattern = Operands.string(args, 1);
    String with = Operands.string(args, 2);
    Pattern compiled = compile(call, pattern);
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Match match : matches(call, pattern, text, -1)) {
      out.append(text, from, match.start());
      int before = out.length();
      expand(with, compiled, match, out);
      call.step(out.length() - (long) before);
      call.grow((out.length() - before) / 8);
      call.text(out.length());
      from = match.end();
    }
    return RegoString.of(out.append(text, from, text.length()).toString());
  }

  /**
   * Go's {@code Regexp.Expand}: {@code $name}, {@code ${name}}, {@code $1}; {@code $$} is a dollar
   * sign; a name is as long as can be; unknown names are empty.
   */
  private static void expand(String template, Pattern pattern, Match match, StringBuilder out) {
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c != '$' || at + 1 == template.length()) {
        out.append(c);
        at++;
        continue;
      }
      if (template.charAt(at + 1) == '$') {
        out.append('$');
        at += 2;
        continue;
      }
      boolean braced = template.charAt(at + 1) == '{';
      int start = at + (braced ? 2 : 1);
      int end = start;
      while (end < template.length() && isNamePart(template.codePointAt(end))) {
        end += charCount(template, end);
      }
      boolean closed = !braced || (end < template.length() && template.charAt(end) == '}');
      if (end == start || !closed) {
        out.append('$');
        at++;
        continue;
      }
      out.append(group(template.substring(start, end), pattern, match));
      at = braced ? end + 1 : end;
    }
  }

  private static boolean isNamePart(int c) {
    return c == '_'
        || Character.isLetter(c)
        || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
  }

  private static String group(String name, Pattern pattern, Match match) {
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
      return number < match.groups().size() ? match.groups().get(number) : "";
    }
    Integer number = pattern.namedGroups().get(name);
    return number == null ? "" : match.groups().get(number);
  }

  private static Value templateMatch(Call call, Value[] args) throws BuiltinException {
    String template = Operands.string(args, 0);
    String text = Operands.string(args, 1);
    String open = delimiter(args, 2, "start");
    String close = delimiter(args, 3, "end");
    Pattern pattern = compile(call, templateRegex(template, open.charAt(0), close.charAt(0)));
    call.step(text.length());
    return RegoBoolean.of(matcher(call, pattern, text).find());
  }

  private static String delimiter(Value[] args, int i, String which) throws BuiltinException {
    String delimiter = Operands.string(args, i);
    int length = delimiter.getBytes(StandardCharsets.UTF_8).length; // as Go counts
    if (length != 1) {
      throw new BuiltinException(
          which + " delimiter has to be exactly one character long but is " + length + " long");
    }
    return delimiter;
  }

  /** What lies between delimiters is a regular expression, all else stands for itself. */
  private static String templateRegex(String template, char open, char close)
      throws BuiltinException {
    StringBuilder regex = new StringBuilder("^");
    int depth = 0;
    int from = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == open && depth++ == 0) {
        regex.append(Pattern.quote(template.substring(from, i)));
        from = i + 1;
      } else if (c == close && --depth == 0) {
        regex.append('(').append(template, from, i).append(')');
        from = i + 1;
      }
      if (depth < 0) {
        break;
      }
    }
    if (depth != 0) {
      throw new BuiltinException("unbalanced braces in " + GoText.quote(template));
    }
    return regex.append(Pattern.quote(template.substring(from))).append('$').toString();
  }
}
