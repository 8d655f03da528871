package dev.assay.report.terminal;

import dev.assay.report.text.Commands;
import dev.assay.report.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Breaks lines at blanks. A word that is longer than the width stays on one line. */
final class Wrap {

  private static final Pattern COMMENT = Pattern.compile("(\\s*(?:#|--) +)(.*)");
  private static final Pattern REMARK = Pattern.compile("(.*;) +(-- .*)");
  private static final int LONGEST_WORD = 150;

  private Wrap() {}

  /** A sentence; of a word that would fill lines, the middle is left out. */
  static List<String> prose(String line, int width) {
    boolean fits = line.length() <= LONGEST_WORD;
    String text =
        fits
            ? line
            : Stream.of(line.split(" ", -1))
                .map(word -> Visible.line(word, LONGEST_WORD))
                .collect(Collectors.joining(" "));
    return broken(text, width, "", false);
  }

  /**
   * A line of a remedy, which still works when it is copied: a shell command is continued with a
   * backslash, each line of a comment is one, and nothing is broken within quotes.
   */
  static List<String> command(String line, int width) {
    Matcher comment = COMMENT.matcher(line);
    if (comment.matches()) {
      String mark = comment.group(1);
      return prose(comment.group(2), width - mark.length()).stream().map(mark::concat).toList();
    }
    Matcher remark = REMARK.matcher(line);
    if (columns(line) > width && remark.matches() && closed(remark.group(1))) {
      List<String> both = new ArrayList<>(command(remark.group(1), width));
      both.addAll(command(remark.group(2), width));
      return both;
    }
    boolean shell = Commands.isShell(line);
    boolean quotes = line.chars().filter(c -> c == '\'').count() % 2 == 0;
    return broken(line, width, shell ? " \\" : "", quotes);
  }

  /** Whether no quote is open at the end. */
  private static boolean closed(String code) {
    return code.chars().filter(c -> c == '\'').count() % 2 == 0
        && code.chars().filter(c -> c == '"').count() % 2 == 0;
  }

  private static List<String> broken(String line, int width, String mark, boolean quotes) {
    List<String> lines = new ArrayList<>();
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    StringBuilder current = new StringBuilder(indent);
    boolean empty = true;
    for (String word : words(line.strip(), quotes)) {
      int needed = columns(current) + 1 + columns(word) + mark.length();
      if (!empty && needed > width) {
        lines.add(current + mark);
        current = new StringBuilder(indent).append("  ".repeat(mark.isEmpty() ? 0 : 1));
        empty = true;
      }
      current.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(current.toString());
    return lines;
  }

  private static List<String> words(String line, boolean quotes) {
    List<String> words = new ArrayList<>();
    int start = 0;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quotes && (c == '\'' || c == '"') && (quote == 0 || quote == c)) {
        quote = quote == 0 ? c : 0;
      } else if (c == ' ' && quote == 0) {
        if (i > start) {
          words.add(line.substring(start, i));
        }
        start = i + 1;
      }
    }
    words.add(line.substring(start));
    return words;
  }

  /** The columns that a terminal gives to a text: two to an ideograph, none to a combining mark. */
  static int columns(CharSequence text) {
    return text.codePoints().map(Wrap::columns).sum();
  }

  private static int columns(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        switch (Character.UnicodeScript.of(c)) {
          case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
          default -> c >= 0x1F300 && c <= 0x1FAFF;
        };
    return wide ? 2 : 1;
  }
}
