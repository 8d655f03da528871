package dev.assay.report.html;

import dev.assay.report.text.ResourceName;
import dev.assay.report.text.Visible;
import java.util.ArrayList;
import java.util.List;

/** A resource's name in the page: brief, cut where it is endless, broken at its slashes. */
final class Name {
  /** The JSON report has it whole. */
  private static final int LONGEST = 300;

  private Name() {}

  static String of(String id) {
    return Visible.line(ResourceName.brief(id), LONGEST);
  }

  /** What may stand on a line by itself. */
  static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      parts.add(name.substring(start, slash + 1));
      start = slash + 1;
    }
    parts.add(name.substring(start));
    return parts;
  }
}
