package dev.assay.report.text;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plain text as Markdown that shows as that text. */
public final class Markdown {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>#|~&$]|:(?=//)");
  private static final Pattern LIST_MARK = Pattern.compile("^(\\d*)([-+.)=])");

  private Markdown() {}

  /** A text whose characters all stand for themselves; blank lines part paragraphs. */
  public static String escape(String text) {
    return Visible.text(text)
        .lines()
        .map(line -> escapeLine(line.strip()))
        .collect(Collectors.joining("\n"));
  }

  /** A block of code, however many backticks are in it. */
  public static String code(String text) {
    String visible = Visible.text(text).stripTrailing();
    String fence = "```";
    while (visible.contains(fence)) {
      fence += "`";
    }
    return fence + "\n" + visible + "\n" + fence;
  }

  private static String escapeLine(String line) {
    String escaped = SPECIAL.matcher(line).replaceAll("\\\\$0");
    return LIST_MARK.matcher(escaped).replaceFirst("$1\\\\$2");
  }
}
