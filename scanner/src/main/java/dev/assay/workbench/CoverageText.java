package dev.assay.workbench;

import dev.assay.rego.value.GoJson;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A coverage as people and as programs read it. */
public final class CoverageText {
  private CoverageText() {}

  /** A line a file, with the lines that were not reached, and the sum. */
  public static String table(Coverage coverage) {
    StringBuilder table = new StringBuilder();
    for (Map.Entry<String, Coverage.File> file : coverage.files().entrySet()) {
      String missed =
          file.getValue().missed().stream()
              .map(Coverage.Range::toString)
              .collect(Collectors.joining(", "));
      table.append(percent(file.getValue().count())).append("  ").append(file.getKey());
      table.append(missed.isEmpty() ? "" : "  not: " + missed).append('\n');
    }
    Coverage.Count total = coverage.total();
    return table
        .append(percent(total))
        .append("  of all: %d of %d lines".formatted(total.covered(), sum(total)))
        .toString();
  }

  /** As {@code opa test --coverage} 1.4 writes it; later ones add columns. */
  public static String json(Coverage coverage) {
    RegoObject.Builder files = new RegoObject.Builder();
    coverage
        .files()
        .forEach(
            (name, file) -> {
              RegoObject.Builder lines = new RegoObject.Builder();
              if (!file.covered().isEmpty()) {
                lines.put("covered", ranges(file.covered()));
              }
              if (!file.missed().isEmpty()) {
                lines.put("not_covered", ranges(file.missed()));
              }
              files.put(name, counted(lines, file.count()));
            });
    RegoObject.Builder report = new RegoObject.Builder().put("files", files.build());
    return GoJson.pretty(counted(report, coverage.total()), "", "  ");
  }

  private static RegoObject counted(RegoObject.Builder object, Coverage.Count count) {
    if (count.covered() > 0) {
      object.put("covered_lines", RegoNumber.of(count.covered()));
    }
    if (count.missed() > 0) {
      object.put("not_covered_lines", RegoNumber.of(count.missed()));
    }
    BigDecimal percent = BigDecimal.valueOf(count.percent()).stripTrailingZeros();
    return object.put("coverage", RegoNumber.parse(percent.toPlainString())).build();
  }

  private static Value ranges(List<Coverage.Range> ranges) {
    return RegoArray.of(
        ranges.stream()
            .<Value>map(
                r ->
                    new RegoObject.Builder()
                        .put("start", row(r.first()))
                        .put("end", row(r.last()))
                        .build())
            .toList());
  }

  private static RegoObject row(int line) {
    return RegoObject.of("row", RegoNumber.of(line));
  }

  private static int sum(Coverage.Count count) {
    return count.covered() + count.missed();
  }

  private static String percent(Coverage.Count count) {
    return String.format(Locale.ROOT, "%5.1f %%", count.percent());
  }
}
