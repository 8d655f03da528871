package dev.assay.rego.value;

import java.util.List;
import java.util.TreeMap;

/**
 * Values as Go's {@code encoding/json} writes them: no spaces between tokens, and {@code < > &} as
 * escapes; optionally one item a line.
 */
public final class GoJson {
  private final StringBuilder out = new StringBuilder();
  private final boolean pretty;
  private final String prefix;
  private final String indent;

  private final Watch watch;

  private GoJson(boolean pretty, String prefix, String indent, Watch watch) {
    this.watch = watch;
    this.pretty = pretty;
    this.prefix = prefix;
    this.indent = indent;
  }

  public static String pretty(Value value, String prefix, String indent) {
    return pretty(value, prefix, indent, Watch.NONE);
  }

  public static String compact(Value value) {
    return compact(value, Watch.NONE);
  }

  /**
   * @param watch of the writing
   */
  public static String compact(Value value, Watch watch) {
    return new GoJson(false, "", "", watch).write(value, 0).out.toString();
  }

  /**
   * @param prefix what every line begins with, but for the first
   * @param indent what is repeated for each level of nesting
   */
  public static String pretty(Value value, String prefix, String indent, Watch watch) {
    return new GoJson(true, prefix, indent, watch).write(value, 0).out.toString();
  }

  private GoJson write(Value value, int depth) {
    watch.step(1);
    watch.text(out.length());
    if (value instanceof RegoString s) {
      string(s.value());
    } else if (value instanceof RegoArray a) {
      items(a.asList(), depth);
    } else if (value instanceof RegoSet s) {
      items(s.asList(), depth);
    } else if (value instanceof RegoObject o) {
      out.append('{');
      if (hasNames(o)) {
        o.forEach((k, v) -> entry((RegoString) k, v, depth));
      } else {
        TreeMap<RegoString, Value> entries = new TreeMap<>();
        o.forEach(
            (k, v) -> {
              watch.step(1);
              entries.put(key(k), v);
            });
        entries.forEach((k, v) -> entry(k, v, depth));
      }
      close('}', o.size() == 0, depth);
    } else {
      out.append(value);
    }
    return this;
  }

  /** Whether all keys are strings: those of one kind follow each other. */
  private static boolean hasNames(RegoObject o) {
    return o.size() == 0
        || (o.keyAt(0) instanceof RegoString && o.keyAt(o.size() - 1) instanceof RegoString);
  }

  private void entry(RegoString key, Value value, int depth) {
    next(depth + 1);
    string(key.value());
    out.append(pretty ? ": " : ":");
    write(value, depth + 1);
  }

  /** An object's key in JSON: that of a key that is no string is the key's own JSON. */
  private static RegoString key(Value key) {
    return key instanceof RegoString s ? s : RegoString.of(compact(key));
  }

  private void items(List<Value> items, int depth) {
    out.append('[');
    for (Value item : items) {
      next(depth + 1);
      write(item, depth + 1);
    }
    close(']', items.isEmpty(), depth);
  }

  private void next(int depth) {
    char last = out.charAt(out.length() - 1);
    if (last != '[' && last != '{') {
      out.append(',');
    }
    line(depth);
  }

  private void close(char bracket, boolean empty, int depth) {
    if (!empty) {
      line(depth);
    }
    out.append(bracket);
  }

  private void line(int depth) {
    if (pretty) {
      out.append('\n').append(prefix).append(indent.repeat(depth));
    }
  }

  private void string(String s) {
    watch.step(s.length() / 16);
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      Watched.look(i);
      char c = s.charAt(i);
      int named = "\b\f\n\r\t\"\\".indexOf(c);
      if (named >= 0) {
        out.append('\\').append("bfnrt\"\\".charAt(named));
      } else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit((c >> shift) & 15, 16));
        }
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
