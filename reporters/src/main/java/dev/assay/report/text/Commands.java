package dev.assay.report.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands of a shell among the lines of a remedy. */
public final class Commands {
  private static final Pattern SHELL =
      Pattern.compile("\\s*(gcloud|gsutil|bq|psql|kubectl|terraform|curl) .*", Pattern.DOTALL);
  private static final Pattern CONTINUED = Pattern.compile("[ \\t]*\\\\\\n[ \\t]*");
  private static final int LONG = 60;

  private Commands() {}

  public static boolean isShell(String line) {
    return SHELL.matcher(line).matches();
  }

  /** The lines of a remedy, a command that is continued with backslashes being one. */
  public static List<String> lines(String text) {
    return CONTINUED.matcher(Visible.text(text).strip()).replaceAll(" ").lines().toList();
  }

  /** With each option of a long command on its own line, continued so that it can be copied. */
  public static String optionByOption(String text) {
    return lines(text).stream()
        .map(line -> isShell(line) && line.length() > LONG ? broken(line) : line)
        .collect(Collectors.joining("\n"));
  }

  private static String broken(String line) {
    StringBuilder out = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ((c == '\'' || c == '"') && (quote == 0 || quote == c)) {
        quote = quote == 0 ? c : 0;
      }
      if (c == ' ' && quote == 0 && line.startsWith(" --", i)) {
        out.append(" \\\n ");
      }
      out.append(c);
    }
    return out.toString();
  }
}
