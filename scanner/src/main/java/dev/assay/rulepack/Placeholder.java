package dev.assay.rulepack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name to fill in in a remediation: {@code {{automatedBackupPolicy.enabled}}}, {@code
 * {{cluster}}}, {@code {{name|literal}}}.
 *
 * @param name a field of the resource's data, or a part of its id
 * @param field the name as a field
 * @param literal whether SQL shall have it as a text rather than as an identifier
 */
public record Placeholder(String name, FieldPath field, boolean literal) {
  private static final Pattern SYNTAX =
      Pattern.compile("\\{\\{([A-Za-z_][A-Za-z0-9_.]*)(\\|literal)?}}");

  /**
   * A part of a template.
   *
   * @param text as it is written
   * @param placeholder {@code null} if it is text and nothing else
   */
  public record Part(String text, @Nullable Placeholder placeholder) {}

  /** A template taken apart; the texts of the parts make it up again. */
  public static List<Part> parts(String template) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = SYNTAX.matcher(template);
    int end = 0;
    while (matcher.find()) {
      if (matcher.start() > end) {
        parts.add(new Part(template.substring(end, matcher.start()), null));
      }
      parts.add(new Part(matcher.group(), of(matcher)));
      end = matcher.end();
    }
    if (end == 0) {
      return List.of(new Part(template, null));
    }
    if (end < template.length()) {
      parts.add(new Part(template.substring(end), null));
    }
    return List.copyOf(parts);
  }

  public static List<Placeholder> in(String template) {
    List<Placeholder> all = new ArrayList<>();
    Matcher matcher = SYNTAX.matcher(template);
    while (matcher.find()) {
      all.add(of(matcher));
    }
    return all;
  }

  private static Placeholder of(MatchResult match) {
    String name = match.group(1);
    return new Placeholder(name, FieldPath.parse(name), match.group(2) != null);
  }

  /** What would make a filled template unsafe or leave braces in it. */
  static Optional<String> mistakeIn(String template) {
    if (SYNTAX.matcher(template).replaceAll("").contains("{{")) {
      return Optional.of("a placeholder is {{field.path}} or {{field.path|literal}}");
    }
    if (template.contains("/*")) {
      return Optional.of("a value could end a /* comment */: use -- or #");
    }
    Matcher matcher = SYNTAX.matcher(template);
    while (matcher.find()) {
      String before = template.substring(0, matcher.start());
      if (before.endsWith("'") || before.endsWith("\"") || before.endsWith("$")) {
        return Optional.of(
            matcher.group() + " is quoted when it is filled in: no quotes around it");
      }
    }
    return Optional.empty();
  }
}
