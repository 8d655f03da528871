package dev.assay.rego.builtin;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A call of a function with constants, read from Rego syntax: {@code count({1, 2})}. */
record CallText(String name, List<Value> arguments) {
  static CallText of(String text) {
    int open = text.indexOf('(');
    return new CallText(text.substring(0, open), new Reader(text, open + 1).until(')'));
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text, int at) {
      this.text = text;
      this.at = at;
    }

    List<Value> until(char close) {
      List<Value> values = new ArrayList<>();
      while (!take(close)) {
        values.add(value());
        take(',');
      }
      return values;
    }

    private boolean take(char c) {
      while (text.charAt(at) == ' ') {
        at++;
      }
      boolean there = text.charAt(at) == c;
      at += there ? 1 : 0;
      return there;
    }

    private Value value() {
      if (take('[')) {
        return RegoArray.of(until(']'));
      }
      if (take('{')) {
        return braces();
      }
      if (text.startsWith("set()", at)) {
        at += "set()".length();
        return RegoSet.EMPTY;
      }
      int start = at;
      if (take('`')) {
        at = text.indexOf('`', at) + 1;
        return RegoString.of(text.substring(start + 1, at - 1));
      }
      if (take('"')) {
        while (text.charAt(at) != '"') {
          at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
      } else {
        while (",:]}) ".indexOf(text.charAt(at)) < 0) {
          at++;
        }
      }
      try {
        return Json.parse(text.substring(start, at));
      } catch (IOException e) {
        throw new UncheckedIOException(text.substring(start), e);
      }
    }

    private Value braces() {
      RegoObject.Builder entries = new RegoObject.Builder();
      List<Value> items = new ArrayList<>();
      while (!take('}')) {
        Value item = value();
        if (take(':')) {
          entries.put(item, value());
        } else {
          items.add(item);
        }
        take(',');
      }
      return items.isEmpty() ? entries.build() : RegoSet.of(items);
    }
  }
}
