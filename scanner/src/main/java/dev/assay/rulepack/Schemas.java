package dev.assay.rulepack;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
    RegoObject root = byKind.getOrDefault(kind, RegoObject.EMPTY);
    RegoObject schema = root;
    int last = path.keys().size() - 1;
    for (int i = 0; schema != null && i < last; i++) {
      schema = property(schema, path.keys().get(i), root);
    }
    return schema != null
        && schema.get("required") instanceof RegoArray names
        && names.asList().contains(path.keys().get(last));
  }

  /** The schema of what is below a key, if the schema speaks of it. */
  private static @Nullable RegoObject property(RegoObject schema, Value key, RegoObject root) {
    if (schema.get("$ref") instanceof RegoString ref) {
      return property(Defaults.target(ref, root), key, root);
    }
    if (schema.get("properties") instanceof RegoObject p && p.get(key) instanceof RegoObject s) {
      return s;
    }
    String others = key instanceof RegoNumber ? "items" : "additionalProperties";
    return schema.get(others) instanceof RegoObject s ? s : null;
  }

  /** The documented defaults of a kind; none for a kind without a schema. */
  public Defaults defaults(String kind) {
    return defaults.getOrDefault(kind, Defaults.NONE);
  }
}
