package dev.assay.rulepack;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place in a resource's data: {@code automatedBackupPolicy.enabled}, {@code keys[0]}. */
public record FieldPath(List<Value> keys) implements Comparable<FieldPath> {
  public FieldPath {
    keys = List.copyOf(keys);
  }

  /** Of names that are separated by dots. */
  public static FieldPath parse(String text) {
    List<Value> keys = new ArrayList<>();
    for (String name : text.split("\\.", -1)) {
      keys.add(RegoString.of(name));
    }
    return new FieldPath(keys);
  }

  /** What is at the place; empty if nothing is. */
  public Optional<Value> in(Value data) {
    Value at = data;
    for (Value key : keys) {
      Value next = at instanceof RegoObject o ? o.get(key) : null;
      if (at instanceof RegoArray a) {
        next = a.get(key);
      }
      if (next == null) {
        return Optional.empty();
      }
      at = next;
    }
    return Optional.of(at);
  }

  /** The data without what is at the place; the same data if nothing is. */
  public RegoObject outOf(RegoObject data) {
    return outOf(data, 0);
  }

  private RegoObject outOf(RegoObject data, int depth) {
    Value key = keys.get(depth);
    Value there = data.get(key);
    if (there == null) {
      return data;
    }
    RegoObject.Builder rest = new RegoObject.Builder(data.size());
    data.forEach(
        (k, v) -> {
          if (!k.equals(key)) {
            rest.put(k, v);
          }
        });
    if (depth + 1 < keys.size()) {
      rest.put(key, there instanceof RegoObject inner ? outOf(inner, depth + 1) : there);
    }
    return rest.build();
  }

  /** Whether the other place is this one or within it. */
  public boolean contains(FieldPath other) {
    return keys.size() <= other.keys.size() && other.keys.subList(0, keys.size()).equals(keys);
  }

  @Override
  public int compareTo(FieldPath other) {
    return RegoArray.of(keys).compareTo(RegoArray.of(other.keys));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Value key : keys) {
      if (key instanceof RegoNumber) {
        text.append('[').append(key).append(']');
      } else {
        text.append(text.length() == 0 ? "" : ".");
        text.append(key instanceof RegoString s ? s.value() : key.toString());
      }
    }
    return text.toString();
  }
}
