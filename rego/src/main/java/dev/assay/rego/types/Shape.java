package dev.assay.rego.types;

import dev.assay.rego.builtin.Type;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows from types: which values meet, what lies under a key, what is in a collection. */
final class Shape {
  private Shape() {}

  static Type of(Value value) {
    if (value instanceof RegoArray a) {
      return new Type.ArrayOf(a.asList().stream().map(Shape::of).toList(), null);
    } else if (value instanceof RegoSet s) {
      return Type.set(union(s.asList().stream().map(Shape::of).toList()));
    } else if (value instanceof RegoObject o) {
      ObjectBuilder object = new ObjectBuilder();
      o.forEach((k, v) -> object.put(k, of(k), of(v)));
      return object.build();
    }
    return new Type.Scalar(value.kind());
  }

  /** The type of an object under construction: keys that are strings are known by name. */
  static final class ObjectBuilder {
    private final Map<String, Type> properties = new LinkedHashMap<>();
    private final List<Type> keys = new ArrayList<>();
    private final List<Type> values = new ArrayList<>();

    /**
     * @param key the constant key; {@code null} if it varies
     */
    void put(@Nullable Value key, Type keyType, Type valueType) {
      if (key instanceof RegoString s) {
        properties.merge(s.value(), valueType, (a, b) -> union(List.of(a, b)));
      } else {
        keys.add(keyType);
        values.add(valueType);
      }
    }

    void putAll(Type.ObjectOf other) {
      other.properties().forEach((k, v) -> put(RegoString.of(k), Type.STRING, v));
      if (other.keys() != null && other.values() != null) {
        put(null, other.keys(), other.values());
      }
    }

    Type build() {
      return new Type.ObjectOf(
          properties, keys.isEmpty() ? null : union(keys), values.isEmpty() ? null : union(values));
    }
  }

  /** One of the types; of none, anything. */
  static Type union(Collection<Type> types) {
    Set<Type> options = new LinkedHashSet<>();
    for (Type type : types) {
      if (type instanceof Type.Union u) {
        options.addAll(u.options());
      } else {
        options.add(type);
      }
    }
    if (options.contains(Type.ANY) || options.isEmpty()) {
      return Type.ANY;
    }
    return options.size() == 1 ? options.iterator().next() : new Type.Union(List.copyOf(options));
  }

  /** As a union, but objects become one object with the keys of all. */
  static Type merged(List<Type> types) {
    if (types.size() < 2 || !types.stream().allMatch(Type.ObjectOf.class::isInstance)) {
      return union(types);
    }
    ObjectBuilder merged = new ObjectBuilder();
    types.forEach(t -> merged.putAll((Type.ObjectOf) t));
    return merged.build();
  }

  private static List<Type> options(Type type) {
    return type instanceof Type.Union u ? u.options() : List.of(type);
  }

  /** Whether some value can be of both types. */
  static boolean meet(Type a, Type b) {
    if (a instanceof Type.Any || b instanceof Type.Any) {
      return true;
    }
    if (a instanceof Type.Union || b instanceof Type.Union) {
      return options(a).stream().anyMatch(x -> options(b).stream().anyMatch(y -> meet(x, y)));
    }
    if (a instanceof Type.SetOf x && b instanceof Type.SetOf y) {
      return meet(x.items(), y.items());
    }
    if (a instanceof Type.ArrayOf x && b instanceof Type.ArrayOf y) {
      return coversFirst(x, y)
          && coversFirst(y, x)
          && (x.rest() == null || y.rest() == null || meet(x.rest(), y.rest()));
    }
    if (a instanceof Type.ObjectOf x && b instanceof Type.ObjectOf y) {
      return coversProperties(x, y)
          && coversProperties(y, x)
          && (x.values() == null || y.values() == null || meet(x.values(), y.values()));
    }
    return a.equals(b);
  }

  private static boolean coversFirst(Type.ArrayOf some, Type.ArrayOf all) {
    for (int i = 0; i < some.first().size(); i++) {
      Type there = item(all, i);
      if (there == null || !meet(some.first().get(i), there)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Type item(Type.ArrayOf array, long index) {
    return index >= 0 && index < array.first().size()
        ? array.first().get((int) index)
        : array.rest();
  }

  private static boolean coversProperties(Type.ObjectOf some, Type.ObjectOf all) {
    for (Map.Entry<String, Type> property : some.properties().entrySet()) {
      Type there = under(all, RegoString.of(property.getKey()));
      // What an open object lists it need not have: options of a function.
      if (there == null ? some.keys() == null : !meet(property.getValue(), there)) {
        return false;
      }
    }
    return true;
  }

  /** What lies under a constant key; {@code null} if nothing can. */
  static @Nullable Type under(Type type, Value key) {
    if (type instanceof Type.Union u) {
      List<Type> found = new ArrayList<>();
      for (Type option : u.options()) {
        Type t = under(option, key);
        if (t != null) {
          found.add(t);
        }
      }
      return found.isEmpty() ? null : union(found);
    }
    if (type instanceof Type.ObjectOf o) {
      Type property = key instanceof RegoString s ? o.properties().get(s.value()) : null;
      return property != null || o.keys() == null || !meet(of(key), o.keys())
          ? property
          : o.values();
    }
    if (type instanceof Type.ArrayOf a) {
      return key instanceof RegoNumber n && n.isInteger() ? item(a, n.longValue()) : null;
    }
    if (type instanceof Type.SetOf s) {
      return meet(of(key), s.items()) ? s.items() : null;
    }
    return type instanceof Type.Any ? type : null;
  }

  /** The keys under which there is something; {@code null} if the type is no collection. */
  static @Nullable Type keys(Type type) {
    return each(type, true);
  }

  /** What is in a collection; {@code null} if the type is none. */
  static @Nullable Type values(Type type) {
    return each(type, false);
  }

  private static @Nullable Type each(Type type, boolean keys) {
    if (type instanceof Type.Any) {
      return type;
    }
    List<Type> found = new ArrayList<>();
    boolean collection = false;
    for (Type option : options(type)) {
      collection |= !(option instanceof Type.Scalar);
      if (option instanceof Type.SetOf s) {
        found.add(s.items());
      } else if (option instanceof Type.ArrayOf a) {
        if (keys) {
          found.add(Type.NUMBER);
        } else {
          found.addAll(a.first());
          if (a.rest() != null) {
            found.add(a.rest());
          }
        }
      } else if (option instanceof Type.ObjectOf o) {
        if (!o.properties().isEmpty()) {
          found.addAll(keys ? List.of(Type.STRING) : o.properties().values());
        }
        Type others = keys ? o.keys() : o.values();
        if (others != null) {
          found.add(others);
        }
      }
    }
    return collection ? union(found) : null;
  }

  /** Whether what is in the collection is found by position or by itself, not by a key. */
  static boolean isList(Type type) {
    return options(type).stream()
        .allMatch(t -> t instanceof Type.ArrayOf || t instanceof Type.SetOf);
  }

  /** The names of the keys that are known. */
  static Set<String> names(Type type) {
    Set<String> names = new LinkedHashSet<>();
    for (Type option : options(type)) {
      if (option instanceof Type.ObjectOf o) {
        names.addAll(o.properties().keySet());
      }
    }
    return names;
  }

  /** Whether the key is known by name, not merely possible. */
  static boolean declares(Type type, Value key) {
    return key instanceof RegoString s && names(type).contains(s.value());
  }
}
