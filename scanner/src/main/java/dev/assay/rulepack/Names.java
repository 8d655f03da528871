package dev.assay.rulepack;

import dev.assay.input.Glob;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Patterns of resource names: {@code projects/ID}, a name that stands for itself and all below it,
 * or a pattern with stars.
 */
public record Names(List<String> patterns) {
  static final Names NONE = new Names(List.of());

  public Names {
    patterns = List.copyOf(patterns);
  }

  static Names read(YamlNode node) throws InputException {
    List<String> patterns = new ArrayList<>();
    for (YamlNode item : node.isScalar() ? List.of(node) : node.list()) {
      String text = item.text();
      if (!text.contains("//") && !text.startsWith("*") && !text.matches("projects/[^/]+")) {
        throw item.error(
            "\""
                + text
                + "\" is no resource name; write projects/ID, a name as reports write it"
                + " (postgresql://…, //alloydb…), or begin with **");
      }
      patterns.add(text);
    }
    return new Names(patterns);
  }

  /** Whether one of them speaks of the resource, or of what contains it. */
  boolean cover(Standing standing) {
    return patterns.stream().anyMatch(p -> standing.ids().stream().anyMatch(id -> covers(p, id)));
  }

  /** Whether one of them may speak of something in Google Cloud. */
  boolean mayBeOfGoogle() {
    return patterns.stream().anyMatch(p -> !p.startsWith("postgresql:"));
  }

  private static boolean covers(String pattern, String id) {
    if (pattern.startsWith("projects/")) {
      return (id + "/").contains("/" + pattern + "/");
    }
    Glob glob = new Glob(pattern);
    return glob.isExact() ? (id + "/").startsWith(pattern + "/") : glob.matches(id);
  }
}
