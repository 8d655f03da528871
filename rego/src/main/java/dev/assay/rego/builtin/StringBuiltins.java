package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/** Functions of text. Positions and lengths count code points. */
final class StringBuiltins {
  private StringBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("concat(string, array[string]|set[string]) string", StringBuiltins::concat),
        test("contains", (call, text, part) -> new TextSearch(text, part, call).from(0) >= 0),
        test("startswith", (call, text, part) -> text.startsWith(part)),
        test("endswith", (call, text, part) -> text.endsWith(part)),
        builtin("format_int(number, number) string", StringBuiltins::formatInt),
        builtin("indexof(string, string) number", (c, a) -> first(positions(c, a, 1))),
        builtin(
            "indexof_n(string, string) array[number]",
            (c, a) -> RegoArray.of(positions(c, a, Integer.MAX_VALUE))),
        builtin(
            "lower(string) string", (c, a) -> text(map(c, string(a, 0), Character::toLowerCase))),
        builtin(
            "upper(string) string", (c, a) -> text(map(c, string(a, 0), Character::toUpperCase))),
        builtin("replace(string, string, string) string", StringBuiltins::replace),
        builtin("split(string, string) array[string]", StringBuiltins::split),
        builtin("sprintf(string, array[any]) string", StringBuiltins::sprintf),
        builtin("substring(string, number, number) string", StringBuiltins::substring),
        builtin(
            "trim(string, string) string",
            (c, a) -> text(trim(c, string(a, 0), string(a, 1), true, true))),
        builtin(
            "trim_left(string, string) string",
            (c, a) -> text(trim(c, string(a, 0), string(a, 1), true, false))),
        builtin(
            "trim_right(string, string) string",
            (c, a) -> text(trim(c, string(a, 0), string(a, 1), false, true))),
        builtin("trim_prefix(string, string) string", StringBuiltins::trimPrefix),
        builtin("trim_suffix(string, string) string", StringBuiltins::trimSuffix),
        builtin("trim_space(string) string", (c, a) -> text(trimSpace(string(a, 0)))),
        builtin(
            "strings.any_prefix_match(string|array[string]|set[string],"
                + " string|array[string]|set[string]) boolean",
            (c, a) -> anyMatch(c, a, (call, text, part) -> text.startsWith(part))),
        builtin(
            "strings.any_suffix_match(string|array[string]|set[string],"
                + " string|array[string]|set[string]) boolean",
            (c, a) -> anyMatch(c, a, (call, text, part) -> text.endsWith(part))),
        builtin("strings.count(string, string) number", StringBuiltins::count),
        builtin("strings.replace_n({[string]: string}, string) string", StringBuiltins::replaceAll),
        builtin(
            "strings.render_template(string, {[string]: any}) string",
            (c, a) -> text(GoTemplate.parse(string(a, 0)).render(c, Operands.object(a, 1)))),
        builtin("strings.split_n(string, string, number) array[string]", StringBuiltins::splitN),
        Signature.effect("trace(string) boolean", StringBuiltins::trace),
        builtin("strings.reverse(string) string", (c, a) -> text(reverse(string(a, 0)))));
  }

  private interface Test {
    boolean test(Call call, String text, String part);
  }

  private static Builtin test(String name, Test test) {
    return builtin(
        name + "(string, string) boolean",
        (c, a) -> RegoBoolean.of(test.test(c, string(a, 0), string(a, 1))));
  }

  private static String string(Value[] args, int i) throws BuiltinException {
    return Operands.string(args, i);
  }

  private static RegoString text(String s) {
    return RegoString.of(s);
  }

  /** Code point by code point, as Go does: no letter becomes two. */
  private static String map(Call call, String text, IntUnaryOperator change) {
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      call.step(1);
      int c = text.codePointAt(at);
      out.appendCodePoint(change.applyAsInt(c));
      at += Character.charCount(c);
    }
    return out.toString();
  }

  private static Value concat(Call call, Value[] args) throws BuiltinException {
    String between = string(args, 0);
    List<String> parts = Operands.strings(args, 1);
    long length = 0;
    for (String part : parts) {
      length += part.length() + between.length();
    }
    call.step(length / 16);
    call.grow(length / 8);
    call.text(length);
    return text(String.join(between, parts));
  }

  private static Value formatInt(Call call, Value[] args) throws BuiltinException {
    RegoNumber n = Operands.number(args, 0);
    RegoNumber base = Operands.number(args, 1);
    if (!base.isLong() || !List.of(2L, 8L, 10L, 16L).contains(base.longValue())) {
      throw Operands.wrong(1, "must be one of {2, 8, 10, 16}");
    }
    BigInteger i =
        ArithmeticBuiltins.bounded(n.decimal()).setScale(0, RoundingMode.DOWN).toBigInteger();
    return text(i.toString((int) base.longValue()));
  }

  /** Where the second string begins in the first, overlapping places included. */
  private static List<Value> positions(Call call, Value[] args, int most) throws BuiltinException {
    String text = string(args, 0);
    String part = string(args, 1);
    if (part.isEmpty()) {
      throw new BuiltinException("empty search character");
    }
    TextSearch search = new TextSearch(text, part, call);
    List<Value> found = new ArrayList<>();
    int position = 0;
    int from = 0;
    for (int at = search.from(0); at >= 0 && found.size() < most; ) {
      position += text.codePointCount(from, at);
      from = at;
      found.add(RegoNumber.of(position));
      call.step(1);
      at = search.from(at + 1);
    }
    return found;
  }

  private static Value first(List<Value> positions) {
    return positions.isEmpty() ? RegoNumber.of(-1) : positions.get(0);
  }

  private static Value replace(Call call, Value[] args) throws BuiltinException {
    String text = string(args, 0);
    String old = string(args, 1);
    String with = string(args, 2);
    if (old.isEmpty()) {
      StringBuilder out = new StringBuilder(with);
      text.codePoints()
          .forEach(
              c -> {
                call.step(1 + with.length() / 16);
                call.grow(1 + with.length() / 8);
                bounded(call, out).appendCodePoint(c).append(with);
              });
      return text(out.toString());
    }
    TextSearch search = new TextSearch(text, old, call);
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int at = search.from(0); at >= 0; at = search.from(from)) {
      call.step(1 + (at - from + with.length()) / 16);
      call.grow((at - from + with.length()) / 8);
      bounded(call, out).append(text, from, at).append(with);
      from = at + old.length();
    }
    return text(bounded(call, out).append(text, from, text.length()).toString());
  }

  /** A text in the making, if it is not too long for more. */
  private static StringBuilder bounded(Call call, StringBuilder out) {
    call.text(out.length());
    return out;
  }

  private static Value split(Call call, Value[] args) throws BuiltinException {
    String text = string(args, 0);
    String between = string(args, 1);
    TextSearch search = new TextSearch(text, between, call);
    List<Value> parts = new ArrayList<>();
    if (between.isEmpty()) {
      text.codePoints()
          .forEach(
              c -> {
                call.step(1);
                call.items(parts.size());
                parts.add(RegoString.ofCodePoint(c));
              });
      return RegoArray.of(parts);
    }
    int from = 0;
    for (int at = search.from(0); at >= 0; at = search.from(from)) {
      call.step(1);
      call.items(parts.size());
      parts.add(text(text.substring(from, at)));
      from = at + between.length();
    }
    parts.add(text(text.substring(from)));
    return RegoArray.of(parts);
  }

  /** The first n parts, or with a negative n the last. */
  private static Value splitN(Call call, Value[] args) throws BuiltinException {
    List<Value> parts = ((RegoArray) split(call, args)).asList();
    int n = Operands.integer(args, 2);
    return RegoArray.of(
        n >= 0
            ? parts.subList(0, Math.min(n, parts.size()))
            : parts.subList((int) Math.max(0, parts.size() + (long) n), parts.size()));
  }

  private static Value trace(Call call, Value[] args) throws BuiltinException {
    call.note(string(args, 0));
    return RegoBoolean.TRUE;
  }

  private static Value sprintf(Call call, Value[] args) throws BuiltinException {
    return text(new GoFormat(call, Operands.array(args, 1).asList()).format(string(args, 0)));
  }

  private static Value substring(Call call, Value[] args) throws BuiltinException {
    String text = string(args, 0);
    int start = Operands.integer(args, 1);
    int length = Operands.integer(args, 2);
    if (start < 0) {
      throw new BuiltinException("negative offset");
    }
    int size = text.codePointCount(0, text.length());
    call.step(size);
    if (start >= size) {
      return text("");
    }
    int from = text.offsetByCodePoints(0, start);
    return length < 0 || length >= size - start
        ? text(text.substring(from))
        : text(text.substring(from, text.offsetByCodePoints(from, length)));
  }

  /** Takes code points that are in the given set from the ends. */
  private static String trim(Call call, String text, String unwanted, boolean left, boolean right) {
    BitSet set = new BitSet();
    unwanted.codePoints().forEach(set::set);
    call.step(unwanted.length() / 16);
    int from = 0;
    int to = text.length();
    while (left && from < to && set.get(text.codePointAt(from))) {
      call.step(1);
      from += Character.charCount(text.codePointAt(from));
    }
    while (right && to > from && set.get(text.codePointBefore(to))) {
      call.step(1);
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static Value trimPrefix(Call call, Value[] args) throws BuiltinException {
    String text = string(args, 0);
    String prefix = string(args, 1);
    return text(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
  }

  private static Value trimSuffix(Call call, Value[] args) throws BuiltinException {
    String text = string(args, 0);
    String suffix = string(args, 1);
    return text(text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
  }

  private static String trimSpace(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && GoText.isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && GoText.isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static Value anyMatch(Call call, Value[] args, Test test) throws BuiltinException {
    List<String> texts = oneOrMore(args, 0);
    List<String> parts = oneOrMore(args, 1);
    for (String text : texts) {
      call.step(parts.size());
      for (String part : parts) {
        if (test.test(call, text, part)) {
          return RegoBoolean.TRUE;
        }
      }
    }
    return RegoBoolean.FALSE;
  }

  private static List<String> oneOrMore(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof RegoString s) {
      return List.of(s.value());
    }
    if (Operands.itemsOf(args[i]) == null) {
      throw Operands.wrongType(i, args[i], "string", "set", "array");
    }
    return Operands.strings(args, i);
  }

  /** Occurrences that do not overlap; of the empty string, one more than code points. */
  private static Value count(Call call, Value[] args) throws BuiltinException {
    String text = string(args, 0);
    String part = string(args, 1);
    if (part.isEmpty()) {
      call.step(text.length() / 16);
      return RegoNumber.of(text.codePointCount(0, text.length()) + 1L);
    }
    TextSearch search = new TextSearch(text, part, call);
    int n = 0;
    for (int at = search.from(0); at >= 0; at = search.from(at + part.length())) {
      call.step(1);
      n++;
    }
    return RegoNumber.of(n);
  }

  /**
   * Replaces from left to right in one pass; where several patterns begin at one place, the first
   * in the order of keys is taken.
   */
  private static Value replaceAll(Call call, Value[] args) throws BuiltinException {
    RegoObject patterns = Operands.object(args, 0);
    String text = string(args, 1);
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    for (Value key : patterns.keys()) {
      if (!(key instanceof RegoString k)) {
        throw Operands.wrong(0, "non-string key found in pattern object");
      }
      if (!(Objects.requireNonNull(patterns.get(key)) instanceof RegoString v)) {
        throw Operands.wrong(0, "non-string value found in pattern object");
      }
      from.add(k.value());
      to.add(v.value());
    }
    StringBuilder out = new StringBuilder();
    boolean emptyBefore = false;
    long longest = from.stream().mapToInt(String::length).sum();
    for (int at = 0; at <= text.length(); ) {
      call.step(1 + from.size() + longest / 16);
      int which = -1;
      for (int i = 0; i < from.size() && which < 0; i++) {
        boolean again = emptyBefore && from.get(i).isEmpty();
        which = !again && text.startsWith(from.get(i), at) ? i : -1;
      }
      emptyBefore = which >= 0 && from.get(which).isEmpty();
      if (which >= 0) {
        call.step(to.get(which).length() / 16);
        call.grow(to.get(which).length() / 8);
        bounded(call, out).append(to.get(which));
        at += from.get(which).length();
      } else if (at < text.length()) {
        int c = text.codePointAt(at);
        out.appendCodePoint(c);
        at += Character.charCount(c);
      } else {
        break;
      }
    }
    return text(out.toString());
  }

  private static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
