package dev.assay.drift;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Finding;
import dev.assay.report.drift.Drift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields in which two readings of a resource differ, the outermost that differ as a whole. */
final class FactChanges {
  private static final int MOST = 12;
  private static final int READABLE = 120;

  private FactChanges() {}

  static List<Drift.Fact> between(RegoObject before, RegoObject after) {
    List<Drift.Fact> changes = new ArrayList<>();
    walk("", before, after, changes);
    return changes.size() <= MOST ? changes : changes.subList(0, MOST);
  }

  static List<Drift.Fact> between(List<Finding.Evidence> before, List<Finding.Evidence> after) {
    Map<String, String> was = new TreeMap<>();
    before.forEach(e -> was.put(e.path(), e.value()));
    Map<String, String> is = new TreeMap<>();
    after.forEach(e -> is.put(e.path(), e.value()));
    List<Drift.Fact> changes = new ArrayList<>();
    is.forEach(
        (path, value) -> {
          String old = was.get(path);
          if (old != null && !old.equals(value)) {
            changes.add(new Drift.Fact(path, old, value));
          }
        });
    return changes;
  }

  private static void walk(
      String path, RegoObject before, RegoObject after, List<Drift.Fact> into) {
    TreeSet<String> names = new TreeSet<>();
    before.forEach((key, value) -> names.add(text(key)));
    after.forEach((key, value) -> names.add(text(key)));
    for (String name : names) {
      Value was = before.get(name);
      Value is = after.get(name);
      String place = path.isEmpty() ? name : path + "." + name;
      if (was instanceof RegoObject a && is instanceof RegoObject b) {
        walk(place, a, b, into);
      } else if (was == null ? is != null : !was.equals(is)) {
        into.add(new Drift.Fact(place, was == null ? "" : json(was), is == null ? "" : json(is)));
      }
    }
  }

  private static String text(Value key) {
    return key instanceof RegoString s ? s.value() : key.toString();
  }

  private static String json(Value value) {
    String json = Json.write(value);
    return json.length() <= READABLE ? json : json.substring(0, READABLE - 1) + "…";
  }
}
