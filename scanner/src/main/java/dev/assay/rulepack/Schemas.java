package dev.assay.rulepack;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What each kind's data may hold: JSON Schemas, and the defaults that they document. */
public final class Schemas {
  private final Map<String, RegoObject> byKind;
  private final Map<String, Defaults> defaults;

  private Schemas(Map<String, RegoObject> byKind, Map<String, Defaults> defaults) {
    this.byKind = byKind;
    this.defaults = defaults;
  }

  static Schemas of(List<PackFile> files, List<String> problems) {
    Map<String, RegoObject> byKind = new TreeMap<>();
    Map<String, Defaults> defaults = new TreeMap<>();
    for (PackFile file : files) {
      if (!file.folder().equals("schema")) {
        continue;
      }
      String kind = file.fileName().substring(0, file.fileName().length() - ".json".length());
      try {
        if (!(Json.parse(file.text()) instanceof RegoObject schema)) {
          problems.add(file.name() + ":1:1: expected a JSON object");
        } else if (byKind.put(kind, schema) != null) {
          problems.add(file.name() + ": " + kind + " has a schema already");
        } else {
          defaults.put(kind, Defaults.of(schema));
        }
      } catch (IOException | IllegalArgumentException e) {
        problems.add(file.name() + ": " + e.getMessage());
      }
    }
    return new Schemas(byKind, defaults);
  }

  public SortedSet<String> kinds() {
    return new TreeSet<>(byKind.keySet());
  }

  public Optional<RegoObject> of(String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /**
   * Whether the kind's data always has the field: its schema lists it as {@code required}. One that
   * is absent all the same was not reported.
   */
  public boolean requires(String kind, FieldPath path) {
    RegoObject schema = byKind.get(kind);
    for (int i = 0; schema != null && i < path.keys().size(); i++) {
      Value key = path.keys().get(i);
      boolean last = i == path.keys().size() - 1;
      if (last) {
        return schema.get("required") instanceof RegoArray names && names.asList().contains(key);
      }
      schema =
          schema.get("properties") instanceof RegoObject properties
                  && properties.get(key) instanceof RegoObject property
              ? property
              : null;
    }
    return false;
  }

  /** The documented defaults of a kind; none for a kind without a schema. */
  public Defaults defaults(String kind) {
    return defaults.getOrDefault(kind, Defaults.NONE);
  }
}
