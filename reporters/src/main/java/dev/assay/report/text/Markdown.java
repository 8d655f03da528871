package dev.assay.report.text;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plain text as Markdown that shows as that text. */
public final class Markdown {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>#|~&$]|:(?=//)");
  private static final Pattern HTML = Pattern.compile("[&<>\"`*_~\\[\\]@\\\\]");
  private static final Pattern LIST_MARK = Pattern.compile("^(\\d*)([-+.)=])");

  private Markdown() {}

  /** A text whose characters all stand for themselves; blank lines part paragraphs. */
  public static String escape(String text) {
    return Visible.text(text)
        .lines()
        .map(line -> escapeLine(line.strip()))
        .collect(Collectors.joining("\n"));
  }

  /** One line of such text, cut to so many characters; an address in it is no mention. */
  public static String line(String text, int longest) {
    return escapeLine(Visible.line(text.strip(), longest)).replace("@", "@<!-- -->");
  }

  /** A name as code, cut to so many characters: nothing in it is a link, a mention or markup. */
  public static String inlineCode(String name, int longest) {
    String visible = Visible.line(name, longest);
    String fence = "`";
    while (visible.contains(fence)) {
      fence += "`";
    }
    String pad = visible.startsWith("`") || visible.endsWith("`") || visible.isBlank() ? " " : "";
    return fence + pad + visible + pad + fence;
  }

  /** A text within HTML among Markdown, which some read as Markdown and some do not. */
  public static String html(String text) {
    return HTML.matcher(Visible.line(text))
        .replaceAll(mark -> "&#" + (int) mark.group().charAt(0) + ";")
        .replace("&#64;", "&#64;<!-- -->");
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
