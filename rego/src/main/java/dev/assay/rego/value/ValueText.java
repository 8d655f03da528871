package dev.assay.rego.value;

import java.math.BigDecimal;

/** Values as text: JSON, but for sets, which are written as in Rego. */
public final class ValueText {
  /** What lies deeper is not written: JSON is not read as deep either. */
  private static final int DEEPEST = Json.MAX_DEPTH + 1;

  private final StringBuilder out = new StringBuilder();
  private final Watch watch;

  private ValueText(Watch watch) {
    this.watch = watch;
  }

  static String of(Value value) {
    return of(value, Watch.NONE);
  }

  /**
   * @param watch of the writing
   */
  public static String of(Value value, Watch watch) {
    ValueText text = new ValueText(watch);
    text.write(value, DEEPEST);
    return text.out.toString();
  }

  private void write(Value value, int levels) {
    watch.step(1);
    watch.text(out.length());
    if (levels == 0) {
      out.append("...");
      return;
    }
    if (value instanceof RegoNumber n) {
      out.append(n);
    } else if (value instanceof RegoString s) {
      watch.step(s.value().length() / 16);
      string(s.value(), out);
    } else if (value instanceof RegoArray a) {
      items(a, '[', ']', levels);
    } else if (value instanceof RegoSet s) {
      if (s.size() == 0) {
        out.append("set()");
      } else {
        items(s, '{', '}', levels);
      }
    } else if (value instanceof RegoObject o) {
      out.append('{');
      int start = out.length();
      o.forEach(
          (k, v) -> {
            out.append(out.length() == start ? "" : ", ");
            write(k, levels - 1);
            out.append(": ");
            write(v, levels - 1);
          });
      out.append('}');
    } else {
      out.append(value);
    }
  }

  private void items(Iterable<Value> items, char open, char close, int levels) {
    out.append(open);
    int start = out.length();
    for (Value item : items) {
      out.append(out.length() == start ? "" : ", ");
      write(item, levels - 1);
    }
    out.append(close);
  }

  /**
   * A computed number: an integer in full, a fraction as Go's {@code %g} writes it, with an
   * exponent below -4 or above 5.
   */
  static String of(BigDecimal number) {
    BigDecimal d = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    int exponent = d.precision() - d.scale() - 1;
    if (d.scale() <= 0 ? exponent < 400 : exponent >= -4 && exponent < 6) {
      return number.toPlainString();
    }
    String digits = d.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String shown = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return (d.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + shown;
  }

  private static void string(String s, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      Watched.look(i);
      char c = s.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u").append(Character.forDigit(c >> 12, 16));
            out.append(Character.forDigit((c >> 8) & 15, 16));
            out.append(Character.forDigit((c >> 4) & 15, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
