package dev.assay.collect.files;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks into JSON of unknown shape; what is not there, or is something else, is empty. */
final class Tree {
  private Tree() {}

  /** A text that is not empty. */
  static @Nullable String text(@Nullable Value value, String key) {
    return value instanceof RegoObject object
            && object.get(key) instanceof RegoString text
            && !text.value().isEmpty()
        ? text.value()
        : null;
  }

  static String text(@Nullable Value value, String key, String other) {
    String text = text(value, key);
    return text == null ? other : text;
  }

  static RegoObject object(@Nullable Value value, String... keys) {
    Value at = value;
    for (String key : keys) {
      at = at instanceof RegoObject object ? object.get(key) : null;
    }
    return at instanceof RegoObject object ? object : RegoObject.EMPTY;
  }

  static List<Value> list(@Nullable Value value, String key) {
    return value instanceof RegoObject object && object.get(key) instanceof RegoArray array
        ? array.asList()
        : List.of();
  }

  /** The objects in a list. */
  static List<RegoObject> objects(@Nullable Value value, String key) {
    List<RegoObject> objects = new ArrayList<>();
    for (Value item : list(value, key)) {
      if (item instanceof RegoObject object) {
        objects.add(object);
      }
    }
    return objects;
  }

  static List<String> texts(@Nullable Value value, String key) {
    List<String> texts = new ArrayList<>();
    for (Value item : list(value, key)) {
      if (item instanceof RegoString text) {
        texts.add(text.value());
      }
    }
    return texts;
  }

  static boolean has(@Nullable Value value, String key) {
    return value instanceof RegoObject object && object.get(key) != null;
  }

  /** The entries of an object by the text of their keys. */
  static Map<String, Value> entries(@Nullable Value value) {
    Map<String, Value> entries = new TreeMap<>();
    if (value instanceof RegoObject object) {
      object.forEach((key, v) -> entries.put(((RegoString) key).value(), v));
    }
    return entries;
  }

  /** The object with another value at a path of names joined by dots. */
  static RegoObject with(RegoObject object, String path, Value value) {
    int dot = path.indexOf('.');
    String key = dot < 0 ? path : path.substring(0, dot);
    Value inner = dot < 0 ? value : with(Tree.object(object, key), path.substring(dot + 1), value);
    return new RegoObject.Builder(object.size() + 1).putAll(object).put(key, inner).build();
  }
}
