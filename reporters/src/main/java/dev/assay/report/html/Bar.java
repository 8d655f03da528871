package dev.assay.report.html;

import dev.assay.report.Counts;
import dev.assay.report.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Counts as parts of a bar, {@value #WIDTH} wide, in which even one of thousands can be seen. */
final class Bar {
  static final int WIDTH = 1000;
  private static final int NARROWEST = 8;
  private static final int BETWEEN = 3;

  private final List<Part> parts = new ArrayList<>();

  record Part(String style, String label, long count) {}

  /** A part where it is to be drawn. */
  record Segment(String style, long x, long width) {}

  static Bar of(Counts checks) {
    return new Bar()
        .add("fail", "failed", checks.fail())
        .add("unknown", "unknown", checks.unknown())
        .add("waived", "waived", checks.waived())
        .add("pass", "passed", checks.pass());
  }

  Bar add(String style, String label, long count) {
    if (count > 0) {
      parts.add(new Part(style, label, count));
    }
    return this;
  }

  /** What the bar shows, in words. */
  String label() {
    return parts.isEmpty()
        ? "nothing to check"
        : parts.stream()
            .map(part -> Quantity.of(part.count()) + " " + part.label())
            .collect(Collectors.joining(", "));
  }

  List<Segment> segments() {
    long total = parts.stream().mapToLong(Part::count).sum();
    long free = WIDTH - (long) (NARROWEST + BETWEEN) * parts.size() + BETWEEN;
    List<Segment> segments = new ArrayList<>();
    long x = 0;
    for (Part part : parts) {
      boolean last = segments.size() == parts.size() - 1;
      long width = last ? WIDTH - x : NARROWEST + free * part.count() / total;
      segments.add(new Segment(part.style(), x, width));
      x += width + BETWEEN;
    }
    return segments;
  }
}
