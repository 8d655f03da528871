package dev.assay.rego.builtin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Go's layouts of time (https://pkg.go.dev/time#pkg-constants): the reference time {@code Mon Jan 2
 * 15:04:05 MST 2006} written as the wanted text.
 */
final class GoLayout {
  /** What a piece of a layout stands for; the texts of those that are always written alike. */
  private enum Kind {
    LITERAL(""),
    LONG_MONTH("January"),
    MONTH("Jan"),
    LONG_WEEKDAY("Monday"),
    WEEKDAY("Mon"),
    ZONE("MST"),
    ZERO_MONTH("01"),
    ZERO_DAY("02"),
    ZERO_HOUR12("03"),
    ZERO_MINUTE("04"),
    ZERO_SECOND("05"),
    YEAR("06"),
    ZERO_YEAR_DAY("002"),
    LONG_YEAR("2006"),
    HOUR("15"),
    NUMBER_MONTH("1"),
    DAY("2"),
    UNDER_YEAR_DAY("__2"),
    UNDER_DAY("_2"),
    HOUR12("3"),
    MINUTE("4"),
    SECOND("5"),
    UPPER_NOON("PM"),
    LOWER_NOON("pm"),
    OFFSET(""),
    FRACTION_FIXED(""),
    FRACTION_TRIMMED("");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** The ways to write an offset, longest first; with Z instead of the sign, UTC is "Z". */
  private static final List<String> OFFSETS = List.of("07:00:00", "070000", "07:00", "0700", "07");

  /** The pieces of fixed text, so ordered that of two with one beginning the longer is first. */
  private static final List<Kind> FIXED =
      List.of(
          Kind.LONG_MONTH,
          Kind.MONTH,
          Kind.LONG_WEEKDAY,
          Kind.WEEKDAY,
          Kind.ZONE,
          Kind.ZERO_YEAR_DAY,
          Kind.ZERO_MONTH,
          Kind.ZERO_DAY,
          Kind.ZERO_HOUR12,
          Kind.ZERO_MINUTE,
          Kind.ZERO_SECOND,
          Kind.YEAR,
          Kind.LONG_YEAR,
          Kind.HOUR,
          Kind.NUMBER_MONTH,
          Kind.DAY,
          Kind.UNDER_YEAR_DAY,
          Kind.UNDER_DAY,
          Kind.HOUR12,
          Kind.MINUTE,
          Kind.SECOND,
          Kind.UPPER_NOON,
          Kind.LOWER_NOON);

  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> WEEKDAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private record Piece(Kind kind, String text) {}

  private final String layout;
  private final List<Piece> pieces;

  GoLayout(String layout) {
    this.layout = layout;
    this.pieces = pieces(layout);
  }

  private static List<Piece> pieces(String layout) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int at = 0; at < layout.length(); ) {
      Piece piece = pieceAt(layout, at);
      if (piece == null) {
        literal.append(layout.charAt(at++));
      } else {
        if (literal.length() > 0) {
          pieces.add(new Piece(Kind.LITERAL, literal.toString()));
          literal.setLength(0);
        }
        pieces.add(piece);
        at += piece.text().length();
      }
    }
    if (literal.length() > 0) {
      pieces.add(new Piece(Kind.LITERAL, literal.toString()));
    }
    return pieces;
  }

  private static @Nullable Piece pieceAt(String layout, int at) {
    char c = layout.charAt(at);
    if (c == '-' || c == 'Z') {
      for (String offset : OFFSETS) {
        if (layout.startsWith(offset, at + 1)) {
          return new Piece(Kind.OFFSET, c + offset);
        }
      }
      return null;
    }
    if (c == '.' || c == ',') {
      return fractionAt(layout, at);
    }
    if (layout.startsWith("_2006", at)) {
      return null;
    }
    for (Kind kind : FIXED) {
      if (layout.startsWith(kind.text, at)) {
        boolean name = kind == Kind.MONTH || kind == Kind.WEEKDAY;
        if (!name || !isLowerCase(layout, at + 3)) {
          return new Piece(kind, kind.text);
        }
      }
    }
    return null;
  }

  private static @Nullable Piece fractionAt(String layout, int at) {
    int end = at + 1;
    while (end < layout.length()
        && (layout.charAt(end) == '0' || layout.charAt(end) == '9')
        && layout.charAt(end) == layout.charAt(at + 1)) {
      end++;
    }
    if (end == at + 1 || isDigit(layout, end)) {
      return null;
    }
    Kind kind = layout.charAt(at + 1) == '0' ? Kind.FRACTION_FIXED : Kind.FRACTION_TRIMMED;
    return new Piece(kind, layout.substring(at, end));
  }

  private static boolean isLowerCase(String s, int at) {
    return at < s.length() && s.charAt(at) >= 'a' && s.charAt(at) <= 'z';
  }

  private static boolean isDigit(String s, int at) {
    return at < s.length() && s.charAt(at) >= '0' && s.charAt(at) <= '9';
  }

  // ---- writing

  String format(ZonedDateTime time) {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      out.append(write(piece, time));
    }
    return out.toString();
  }

  private static String write(Piece piece, ZonedDateTime t) {
    int hour12 = t.getHour() % 12 == 0 ? 12 : t.getHour() % 12;
    return switch (piece.kind()) {
      case LITERAL -> piece.text();
      case LONG_MONTH -> MONTHS.get(t.getMonthValue() - 1);
      case MONTH -> MONTHS.get(t.getMonthValue() - 1).substring(0, 3);
      case LONG_WEEKDAY -> WEEKDAYS.get(t.getDayOfWeek().getValue() - 1);
      case WEEKDAY -> WEEKDAYS.get(t.getDayOfWeek().getValue() - 1).substring(0, 3);
      case ZONE -> zone(t);
      case ZERO_MONTH -> padded(t.getMonthValue(), 2, '0');
      case ZERO_DAY -> padded(t.getDayOfMonth(), 2, '0');
      case ZERO_HOUR12 -> padded(hour12, 2, '0');
      case ZERO_MINUTE -> padded(t.getMinute(), 2, '0');
      case ZERO_SECOND -> padded(t.getSecond(), 2, '0');
      case YEAR -> padded(Math.floorMod(t.getYear(), 100), 2, '0');
      case ZERO_YEAR_DAY -> padded(t.getDayOfYear(), 3, '0');
      case LONG_YEAR -> padded(t.getYear(), 4, '0');
      case HOUR -> padded(t.getHour(), 2, '0');
      case NUMBER_MONTH -> Integer.toString(t.getMonthValue());
      case DAY -> Integer.toString(t.getDayOfMonth());
      case UNDER_YEAR_DAY -> padded(t.getDayOfYear(), 3, ' ');
      case UNDER_DAY -> padded(t.getDayOfMonth(), 2, ' ');
      case HOUR12 -> Integer.toString(hour12);
      case MINUTE -> Integer.toString(t.getMinute());
      case SECOND -> Integer.toString(t.getSecond());
      case UPPER_NOON -> t.getHour() < 12 ? "AM" : "PM";
      case LOWER_NOON -> t.getHour() < 12 ? "am" : "pm";
      case OFFSET -> offset(piece.text(), t.getOffset().getTotalSeconds());
      case FRACTION_FIXED, FRACTION_TRIMMED -> fraction(piece, t.getNano());
    };
  }

  private static String padded(int n, int width, char with) {
    String s = Integer.toString(n);
    return String.valueOf(with).repeat(Math.max(0, width - s.length())) + s;
  }

  private static String zone(ZonedDateTime t) {
    if (t.getZone() instanceof ZoneOffset) {
      return "UTC";
    }
    return DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(t);
  }

  private static String offset(String form, int seconds) {
    if (form.startsWith("Z") && seconds == 0) {
      return "Z";
    }
    int positive = Math.abs(seconds);
    String colon = form.indexOf(':') >= 0 ? ":" : "";
    StringBuilder out = new StringBuilder(seconds < 0 ? "-" : "+");
    out.append(padded(positive / 3600, 2, '0'));
    if (form.length() > 3) {
      out.append(colon).append(padded(positive / 60 % 60, 2, '0'));
    }
    if (form.length() > 6) {
      out.append(colon).append(padded(positive % 60, 2, '0'));
    }
    return out.toString();
  }

  private static String fraction(Piece piece, int nanos) {
    int digits = piece.text().length() - 1;
    String all = padded(nanos, 9, '0');
    String cut = digits <= 9 ? all.substring(0, digits) : all + "0".repeat(digits - 9);
    if (piece.kind() == Kind.FRACTION_TRIMMED) {
      cut = cut.replaceFirst("0+$", "");
    }
    return cut.isEmpty() ? "" : piece.text().charAt(0) + cut;
  }

  // ---- reading

  /** The time that a text says; without a zone, in UTC. */
  ZonedDateTime parse(String text) throws BuiltinException {
    return new Reading(text).read();
  }

  private final class Reading {
    private final String text;
    private int at;
    private int year;
    private int month = 1;
    private int day = 1;
    private int yearDay;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private int offset;
    private boolean afternoon;
    private boolean forenoon;
    private Piece piece = new Piece(Kind.LITERAL, "");
    private int pieceStart;

    Reading(String text) {
      this.text = text;
    }

    ZonedDateTime read() throws BuiltinException {
      for (int i = 0; i < pieces.size(); i++) {
        piece = pieces.get(i);
        pieceStart = at;
        Kind next = i + 1 < pieces.size() ? pieces.get(i + 1).kind() : Kind.LITERAL;
        read(next == Kind.FRACTION_FIXED || next == Kind.FRACTION_TRIMMED);
      }
      if (at < text.length()) {
        throw wrong(": extra text: " + GoText.quote(text.substring(at)));
      }
      if (afternoon && hour < 12) {
        hour += 12;
      } else if (forenoon && hour == 12) {
        hour = 0;
      }
      try {
        LocalDate date =
            yearDay > 0 ? LocalDate.ofYearDay(year, yearDay) : LocalDate.of(year, month, day);
        LocalTime time = LocalTime.of(hour, minute, second, nanos);
        return LocalDateTime.of(date, time).minusSeconds(offset).atZone(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        throw wrong(": day out of range");
      }
    }

    private void read(boolean fractionNext) throws BuiltinException {
      switch (piece.kind()) {
        case LITERAL -> literal(piece.text());
        case LONG_MONTH -> month = name(MONTHS, false) + 1;
        case MONTH -> month = name(MONTHS, true) + 1;
        case LONG_WEEKDAY -> name(WEEKDAYS, false);
        case WEEKDAY -> name(WEEKDAYS, true);
        case ZONE -> zoneName();
        case ZERO_MONTH, NUMBER_MONTH ->
            month = number(piece.kind() == Kind.ZERO_MONTH, 1, 12, "month");
        case ZERO_DAY -> day = number(true, 0, 99, "day");
        case DAY -> day = number(false, 0, 99, "day");
        case UNDER_DAY -> {
          at += at < text.length() && text.charAt(at) == ' ' ? 1 : 0;
          day = number(false, 0, 99, "day");
        }
        case ZERO_YEAR_DAY, UNDER_YEAR_DAY -> {
          while (piece.kind() == Kind.UNDER_YEAR_DAY
              && at < text.length()
              && text.charAt(at) == ' ') {
            at++;
          }
          yearDay = digits(1, 3);
        }
        case ZERO_HOUR12, HOUR12 -> hour = number(piece.kind() == Kind.ZERO_HOUR12, 0, 12, "hour");
        case HOUR -> hour = number(false, 0, 23, "hour");
        case ZERO_MINUTE, MINUTE ->
            minute = number(piece.kind() == Kind.ZERO_MINUTE, 0, 59, "minute");
        case ZERO_SECOND, SECOND -> {
          second = number(piece.kind() == Kind.ZERO_SECOND, 0, 59, "second");
          if (!fractionNext) {
            optionalFraction();
          }
        }
        case YEAR -> {
          int two = digits(2, 2);
          year = two >= 69 ? 1900 + two : 2000 + two;
        }
        case LONG_YEAR -> year = digits(4, 4);
        case UPPER_NOON -> noon("AM", "PM");
        case LOWER_NOON -> noon("am", "pm");
        case OFFSET -> offset(piece.text());
        case FRACTION_FIXED -> {
          int length = piece.text().length() - 1;
          if (!isSeparator() || at + 1 + length > text.length()) {
            throw wrong("");
          }
          at++;
          int start = at;
          digits(length, length);
          nanos(text.substring(start, at));
        }
        case FRACTION_TRIMMED -> optionalFraction();
      }
    }

    private void literal(String expected) throws BuiltinException {
      for (int i = 0; i < expected.length(); i++) {
        if (expected.charAt(i) == ' ') {
          if (at < text.length() && text.charAt(at) != ' ') {
            throw wrong("");
          }
          while (i + 1 < expected.length() && expected.charAt(i + 1) == ' ') {
            i++;
          }
          while (at < text.length() && text.charAt(at) == ' ') {
            at++;
          }
        } else if (at < text.length() && text.charAt(at) == expected.charAt(i)) {
          at++;
        } else {
          throw wrong("");
        }
      }
    }

    private int name(List<String> names, boolean cut) throws BuiltinException {
      for (int i = 0; i < names.size(); i++) {
        String name = cut ? names.get(i).substring(0, 3) : names.get(i);
        if (text.regionMatches(true, at, name, 0, name.length())) {
          at += name.length();
          return i;
        }
      }
      throw wrong("");
    }

    private int number(boolean two, int least, int most, String what) throws BuiltinException {
      int n = digits(two ? 2 : 1, 2);
      if (n < least || n > most) {
        throw wrong(": " + what + " out of range");
      }
      return n;
    }

    private int digits(int least, int most) throws BuiltinException {
      int start = at;
      int n = 0;
      while (at - start < most && isDigit(text, at)) {
        n = n * 10 + (text.charAt(at++) - '0');
      }
      if (at - start < least) {
        throw wrong("");
      }
      return n;
    }

    private boolean isSeparator() {
      return at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
    }

    private void optionalFraction() {
      if (isSeparator() && isDigit(text, at + 1)) {
        int start = ++at;
        while (isDigit(text, at)) {
          at++;
        }
        nanos(text.substring(start, at));
      }
    }

    private void nanos(String digits) {
      nanos = Integer.parseInt((digits + "000000000").substring(0, 9));
    }

    private void noon(String am, String pm) throws BuiltinException {
      afternoon = text.startsWith(pm, at);
      forenoon = text.startsWith(am, at);
      if (!afternoon && !forenoon) {
        throw wrong("");
      }
      at += 2;
    }

    private void offset(String form) throws BuiltinException {
      if (form.startsWith("Z") && text.startsWith("Z", at)) {
        at++;
        return;
      }
      int sign = text.startsWith("-", at) ? -1 : 1;
      if (!text.startsWith("-", at) && !text.startsWith("+", at)) {
        throw wrong("");
      }
      at++;
      int seconds = digits(2, 2) * 3600;
      for (int unit = 60, i = 3; i < form.length(); unit /= 60) {
        if (form.charAt(i) == ':') {
          literal(":");
          i++;
        }
        seconds += digits(2, 2) * unit;
        i += 2;
      }
      offset = sign * seconds;
    }

    /** An abbreviation says nothing certain about the offset; as in Go it is read over. */
    private void zoneName() throws BuiltinException {
      int start = at;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
        digits(2, 2);
        return;
      }
      while (at < text.length() && text.charAt(at) >= 'A' && text.charAt(at) <= 'Z') {
        at++;
      }
      if (at - start < 3 || at - start > 5) {
        throw wrong("");
      }
      if (text.startsWith("GMT", start)
          && at < text.length()
          && "+-".indexOf(text.charAt(at)) >= 0) {
        at++;
        digits(1, 2);
      }
    }

    private BuiltinException wrong(String why) {
      return new BuiltinException(
          "parsing time "
              + GoText.quote(text)
              + (why.isEmpty()
                  ? " as "
                      + GoText.quote(layout)
                      + ": cannot parse "
                      + GoText.quote(text.substring(pieceStart))
                      + " as "
                      + GoText.quote(piece.text())
                  : why));
    }
  }
}
