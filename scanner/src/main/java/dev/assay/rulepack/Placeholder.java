package dev.assay.rulepack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name to fill in in a remediation: {@code {{automatedBackupPolicy.enabled}}}, {@code
 * {{cluster}}}, {@code {{name|literal}}}.
 *
 * @param name a field of the resource's data, or a part of its id
 * @param literal whether SQL shall have it as a text rather than as an identifier
 */
public record Placeholder(String name, boolean literal) {
  private static final Pattern SYNTAX =
      Pattern.compile("\\{\\{([A-Za-z_][A-Za-z0-9_.]*)(\\|literal)?}}");

  /** What fills placeholders in. */
  public interface Filler {
    /** The quoted value, or empty to leave the placeholder as it is. */
    Optional<String> fill(Placeholder placeholder);
  }

  /** The template with every placeholder filled in. */
  public static String fill(String template, Filler filler) {
    return SYNTAX
        .matcher(template)
        .replaceAll(m -> Matcher.quoteReplacement(filler.fill(of(m)).orElse(m.group())));
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
    return new Placeholder(match.group(1), match.group(2) != null);
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
