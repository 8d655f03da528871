package dev.assay.audit;

import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which schemas of databases are judged. What is in the others still counts where rules look
 * around, e.g. for the table that a foreign key refers to; what belongs to no schema is judged
 * always.
 *
 * @param only patterns ({@code *}, {@code ?}); none: all schemas
 * @param without patterns
 */
public record Focus(List<String> only, List<String> without) {
  public static final Focus ALL = new Focus(List.of(), List.of());

  static final String SCHEMAS = "postgresql.Schema";

  private static final String PREFIX = "postgresql://";

  /** Where the schema stands among the segments of {@code postgresql://host:port/DB/SCHEMA}. */
  private static final int SCHEMA = 4;

  public Focus {
    only = List.copyOf(only);
    without = List.copyOf(without);
  }

  /** Those that are judged. */
  List<Estate.Item> among(List<Estate.Item> items) {
    return equals(ALL) ? items : items.stream().filter(item -> has(item.fact())).toList();
  }

  private boolean has(Fact fact) {
    if (!fact.id().startsWith(PREFIX)) {
      return true;
    }
    String[] segments = fact.id().split("/", -1);
    if (segments.length <= SCHEMA || segments[SCHEMA].equals("-") || segments[3].equals("-")) {
      return true;
    }
    String schema = URLDecoder.decode(segments[SCHEMA], StandardCharsets.UTF_8);
    return (only.isEmpty() || matches(only, schema)) && !matches(without, schema);
  }

  /** A source's account of what was judged of it. */
  Source told(Source source) {
    if (!source.id().startsWith(PREFIX) || equals(ALL)) {
      return source;
    }
    List<String> words = new ArrayList<>();
    if (!only.isEmpty()) {
      words.add("only " + String.join(", ", only));
    }
    if (!without.isEmpty()) {
      words.add("without " + String.join(", ", without));
    }
    Map<String, String> details = new TreeMap<>(source.details());
    details.put("schemas judged", String.join("; ", words));
    return new Source(source.id(), source.collector(), source.kinds(), details);
  }

  /**
   * A gap for each pattern that no schema is named by: whoever mistypes one must not read "passed".
   */
  List<Gap> unmatched(List<Estate.Item> schemas) {
    Set<String> sources = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (Estate.Item item : schemas) {
      String name = item.fact().id().substring(item.fact().id().lastIndexOf('/') + 1);
      names.add(URLDecoder.decode(name, StandardCharsets.UTF_8));
      sources.add(item.fact().source());
    }
    List<Gap> gaps = new ArrayList<>();
    for (String pattern : only) {
      if (names.stream().noneMatch(name -> matches(List.of(pattern), name))) {
        for (String source : sources) {
          gaps.add(
              new Gap(
                  source,
                  SCHEMAS,
                  source,
                  Gap.Cause.UNAVAILABLE,
                  "No schema is named like " + pattern + "; nothing was judged there.",
                  "Check --schema or schemas in assay.yaml."));
        }
      }
    }
    return gaps;
  }

  private static boolean matches(List<String> patterns, String schema) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                Pattern.matches(
                    Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"),
                    schema));
  }
}
