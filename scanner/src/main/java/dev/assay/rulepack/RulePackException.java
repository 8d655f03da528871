package dev.assay.rulepack;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules or their cases are not well written. */
public final class RulePackException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Pattern PLACE = Pattern.compile("(.+?):([0-9]+):([0-9]+): .*");

  private final transient List<String> problems;
  private final transient List<PackFile> files;

  /**
   * @param problems every mistake that was found, as {@code file:line:column: what is wrong and
   *     what to write instead}
   */
  public RulePackException(List<String> problems) {
    this(problems, List.of());
  }

  /**
   * @param files those that the mistakes are in
   */
  public RulePackException(List<String> problems, List<PackFile> files) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
    this.files = List.copyOf(files);
  }

  public List<String> problems() {
    return problems;
  }

  /** Every mistake, with the line that it is in and a caret below the place. */
  public List<String> excerpts() {
    return problems.stream().map(this::excerpt).toList();
  }

  private String excerpt(String problem) {
    Matcher place = PLACE.matcher(problem);
    if (place.matches()) {
      for (PackFile file : files) {
        if (file.name().equals(place.group(1))) {
          int line = Integer.parseInt(place.group(2));
          return problem + file.excerpt(line, Integer.parseInt(place.group(3)));
        }
      }
    }
    return problem;
  }
}
