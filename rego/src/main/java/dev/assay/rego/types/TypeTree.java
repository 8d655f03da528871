package dev.assay.rego.types;

import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The types of rules and functions, by their places in data. */
final class TypeTree {
  private final Map<Value, TypeTree> children = new LinkedHashMap<>();
  private Inferred type = Inferred.UNKNOWN;

  boolean isEmpty() {
    return children.isEmpty();
  }

  /** Whether something lies here, rather than only below. */
  boolean isLeaf() {
    return type != Inferred.UNKNOWN;
  }

  Inferred type() {
    return type;
  }

  @Nullable TypeTree child(Value key) {
    return children.get(key);
  }

  /** The type of all that lies here and below. */
  Inferred extent() {
    if (isLeaf()) {
      return type;
    }
    Map<Value, Inferred> known = new TreeMap<>();
    children.forEach(
        (key, child) -> {
          if (key instanceof RegoString
              || key instanceof RegoNumber
              || key instanceof RegoBoolean) {
            known.put(key, child.extent());
          }
        });
    return new Inferred.Entries(known, true, Inferred.STRING, Inferred.ANY);
  }

  /** Makes room for a place. */
  TypeTree grow(List<Value> path) {
    TypeTree at = this;
    for (Value key : path) {
      at = at.children.computeIfAbsent(key, k -> new TypeTree());
    }
    return at;
  }

  /** Gives a place this type, whatever it had. */
  void put(List<Value> path, Inferred given) {
    grow(path).type = given;
  }

  /** Adds a definition's type at a place; objects on the way and below have a share in it. */
  void insert(List<Value> path, Inferred given) {
    TypeTree at = this;
    for (int i = 0; i < path.size(); i++) {
      TypeTree child = at.children.get(path.get(i));
      if (child == null) {
        child = new TypeTree();
        at.children.put(path.get(i), child);
      } else if (i + 1 < path.size() && child.type instanceof Inferred.Entries object) {
        child.type = with(object, path.subList(i + 1, path.size()), given);
      }
      at = child;
    }
    at.type = merged(at.type, given);
    if (given instanceof Inferred.Entries) {
      TypeTree there = at;
      for (TypeTree child : List.copyOf(at.children.values())) {
        child.leaves(
            keyOf(at, child),
            (below, leaf) -> {
              if (there.type instanceof Inferred.Entries object) {
                there.type = with(object, below, leaf);
              }
            });
      }
    }
  }

  private static List<Value> keyOf(TypeTree parent, TypeTree child) {
    return parent.children.entrySet().stream()
        .filter(e -> e.getValue() == child)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void leaves(List<Value> path, BiConsumer<List<Value>, Inferred> found) {
    if (isLeaf()) {
      found.accept(path, type);
      return;
    }
    children.forEach(
        (key, child) -> {
          List<Value> below = new ArrayList<>(path);
          below.add(key);
          child.leaves(below, found);
        });
  }

  /** The object with room for a value at a path in it. */
  private static Inferred.Entries with(Inferred.Entries object, List<Value> path, Inferred given) {
    Inferred key = Inferred.of(path.get(0));
    Inferred value =
        path.size() == 1
            ? given
            : with(Inferred.Entries.closed(Map.of()), path.subList(1, path.size()), given);
    return new Inferred.Entries(
        object.known(), true, Inferred.or(object.keys(), key), Inferred.or(object.values(), value));
  }

  /** The type of what two definitions give: sets and objects grow together. */
  private static Inferred merged(Inferred a, Inferred b) {
    if (a == Inferred.UNKNOWN || b == Inferred.UNKNOWN) {
      return Inferred.or(a, b);
    } else if (a instanceof Inferred.Entries x
        && b instanceof Inferred.Entries y
        && x.known().isEmpty()
        && y.known().isEmpty()) {
      return Inferred.Entries.of(Inferred.or(x.keys(), y.keys()), merged(x.values(), y.values()));
    } else if (a instanceof Inferred.Members x && b instanceof Inferred.Members y) {
      return new Inferred.Members(Inferred.or(x.of(), y.of()));
    }
    if (a instanceof Inferred.Either e && b instanceof Inferred.Entries o && o.known().isEmpty()) {
      return grown(e, o);
    } else if (b instanceof Inferred.Either e
        && a instanceof Inferred.Entries o
        && o.known().isEmpty()) {
      return grown(e, o);
    }
    return Inferred.or(a, b);
  }

  /** The alternatives, of which the object grows if there is one. */
  private static Inferred grown(Inferred.Either either, Inferred.Entries added) {
    Inferred all = Inferred.UNKNOWN;
    boolean grown = false;
    for (Inferred option : either.options()) {
      boolean grows = !grown && option instanceof Inferred.Entries o && o.known().isEmpty();
      all = Inferred.or(all, grows ? sum((Inferred.Entries) option, added) : option);
      grown |= grows;
    }
    return grown ? all : Inferred.or(either, added);
  }

  private static Inferred sum(Inferred.Entries a, Inferred.Entries b) {
    return Inferred.Entries.of(
        Inferred.or(a.keys(), b.keys()), Inferred.or(a.values(), b.values()));
  }
}
