package dev.assay.rulepack;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The defaults that a schema documents for fields that a source leaves out: the value that an
 * absent field stands for, at any depth. A default of a property is laid under an object that is
 * there; an object that is absent appears only if it has a default itself. A field that is there,
 * even as null, is left alone.
 */
public final class Defaults {
  static final Defaults NONE = new Defaults();

  private final Map<RegoString, Defaults> properties = new TreeMap<>();
  private @Nullable Defaults items;
  private @Nullable Defaults others;
  private @Nullable Value value;

  private Defaults() {}

  /**
   * @param schema {@code properties}, {@code items} and {@code additionalProperties} are followed,
   *     and local references ({@code #/$defs/NAME})
   */
  public static Defaults of(RegoObject schema) {
    return of(schema, schema, new TreeMap<>());
  }

  private static Defaults of(RegoObject schema, RegoObject root, Map<RegoString, Defaults> known) {
    if (schema.get("$ref") instanceof RegoString ref) {
      Defaults there = known.get(ref);
      return there != null ? there : of(target(ref, root), root, known, ref);
    }
    Defaults defaults = new Defaults();
    defaults.fill(schema, root, known);
    return defaults;
  }

  private static Defaults of(
      RegoObject schema, RegoObject root, Map<RegoString, Defaults> known, RegoString ref) {
    Defaults defaults = new Defaults();
    known.put(ref, defaults);
    defaults.fill(schema, root, known);
    return defaults;
  }

  /**
   * What a local reference leads to.
   *
   * @throws IllegalArgumentException if there is nothing
   */
  static RegoObject target(RegoString ref, RegoObject root) {
    String name = ref.value().replaceFirst("^#/\\$defs/", "");
    if (root.get("$defs") instanceof RegoObject defs && defs.get(name) instanceof RegoObject o) {
      return o;
    }
    throw new IllegalArgumentException("no such schema: " + ref.value());
  }

  private void fill(RegoObject schema, RegoObject root, Map<RegoString, Defaults> known) {
    if (schema.get("properties") instanceof RegoObject named) {
      named.forEach(
          (name, property) -> {
            if (name instanceof RegoString key && property instanceof RegoObject s) {
              Defaults below = of(s, root, known);
              if (s.get("$ref") != null || !below.isEmpty()) {
                properties.put(key, below);
              }
            }
          });
    }
    items = schema.get("items") instanceof RegoObject s ? of(s, root, known) : null;
    others = schema.get("additionalProperties") instanceof RegoObject s ? of(s, root, known) : null;
    value = schema.get("default");
  }

  private boolean isEmpty() {
    return properties.isEmpty() && items == null && others == null && value == null;
  }

  /** The data with the defaults under it; the very same if nothing was missing. */
  public RegoObject under(RegoObject data) {
    return properties.isEmpty() && others == null ? data : object(data);
  }

  private Value under(Value data) {
    if (data instanceof RegoObject o) {
      return under(o);
    }
    return data instanceof RegoArray a && items != null ? items.array(a) : data;
  }

  private RegoObject object(RegoObject data) {
    RegoObject.Builder copy = null;
    for (Map.Entry<RegoString, Defaults> property : properties.entrySet()) {
      Value there = data.get(property.getKey());
      Value base = there != null ? there : property.getValue().value;
      Value full = base == null ? null : property.getValue().under(base);
      if (full != null && full != there) {
        copy = copy == null ? new RegoObject.Builder(data, 4) : copy;
        copy.put(property.getKey(), full);
      }
    }
    if (others != null) {
      for (Value key : data.keys()) {
        Value there = data.get(key);
        if (there != null && key instanceof RegoString name && !properties.containsKey(name)) {
          Value full = others.under(there);
          if (full != there) {
            copy = copy == null ? new RegoObject.Builder(data, 4) : copy;
            copy.put(key, full);
          }
        }
      }
    }
    return copy == null ? data : copy.build();
  }

  /** Each item of an array with the defaults under it. */
  private RegoArray array(RegoArray data) {
    List<Value> full = new ArrayList<>(data.size());
    boolean same = true;
    for (Value item : data) {
      Value under = under(item);
      same &= under == item;
      full.add(under);
    }
    return same ? data : RegoArray.of(full);
  }
}
