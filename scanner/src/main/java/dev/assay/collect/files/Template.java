package dev.assay.collect.files;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills templates of names, {@code projects/{project}/…}. */
final class Template {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");

  private Template() {}

  /**
   * @param argument the value of an argument by its name; {@code null} leaves {@code ${…}} in the
   *     result for everybody to see
   * @param where what a placeholder that stays begins with
   */
  static String fill(String template, Function<String, @Nullable String> argument, String where) {
    Matcher placeholder = PLACEHOLDER.matcher(template);
    return placeholder.replaceAll(
        found -> {
          String value = argument.apply(found.group(1));
          return Matcher.quoteReplacement(
              value == null ? "${" + where + found.group(1) + "}" : value);
        });
  }
}
