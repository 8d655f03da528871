package dev.assay.rego.types;

import dev.assay.rego.builtin.Type;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a term can be, in the distinctions that OPA's compiler makes: a policy that OPA refuses for
 * its types must be refused here, and no other. {@link Type} is coarser, and is what functions
 * declare.
 */
sealed interface Inferred {
  /** Nothing was learnt. */
  Inferred UNKNOWN = new Unknown();

  int MOST_PARTS = 1000;

  Inferred ANY = new Either(Set.of());
  Inferred STRING = new Scalar(Value.Kind.STRING);
  Inferred NUMBER = new Scalar(Value.Kind.NUMBER);

  record Unknown() implements Inferred {}

  record Scalar(Value.Kind kind) implements Inferred {}

  /**
   * @param rest of all items after the first; {@link #UNKNOWN} if there are none
   */
  record Items(List<Inferred> first, Inferred rest) implements Inferred {
    Inferred at(long index) {
      return index >= 0 && index < first.size()
          ? first.get((int) index)
          : index < 0 ? UNKNOWN : rest;
    }
  }

  /**
   * @param open whether there may be other keys than the known ones
   */
  record Entries(Map<Value, Inferred> known, boolean open, Inferred keys, Inferred values)
      implements Inferred {
    static Entries closed(Map<Value, Inferred> known) {
      return new Entries(known, false, UNKNOWN, UNKNOWN);
    }

    static Entries of(Inferred keys, Inferred values) {
      return new Entries(Map.of(), true, keys, values);
    }

    Inferred at(Value key) {
      Inferred listed = known.get(key);
      return listed != null ? listed : open && holds(keys, Inferred.ofKey(key)) ? values : UNKNOWN;
    }
  }

  record Members(Inferred of) implements Inferred {}

  /**
   * @param options of none: anything
   */
  record Either(Set<Inferred> options) implements Inferred {}

  record Function(List<Inferred> parameters, Inferred result) implements Inferred {}

  // ---- where types come from

  static Inferred of(Type type) {
    if (type instanceof Type.Scalar s) {
      return new Scalar(s.kind());
    } else if (type instanceof Type.ArrayOf a) {
      List<Inferred> first = a.first().stream().map(Inferred::of).toList();
      return new Items(first, a.rest() == null ? UNKNOWN : of(a.rest()));
    } else if (type instanceof Type.SetOf s) {
      return new Members(of(s.items()));
    } else if (type instanceof Type.ObjectOf o) {
      Map<Value, Inferred> known = new TreeMap<>();
      o.properties().forEach((key, value) -> known.put(RegoString.of(key), of(value)));
      return o.keys() == null || o.values() == null
          ? Entries.closed(known)
          : new Entries(known, true, of(o.keys()), of(o.values()));
    } else if (type instanceof Type.Union u) {
      Inferred all = UNKNOWN;
      for (Type option : u.options()) {
        all = or(all, of(option));
      }
      return all;
    }
    return ANY;
  }

  static Inferred of(Value value) {
    if (value instanceof RegoArray a) {
      return new Items(
          a.asList().stream().map(Inferred::of).toList(), a.size() == 0 ? ANY : UNKNOWN);
    } else if (value instanceof RegoSet s) {
      Inferred of = UNKNOWN;
      for (Value item : s) {
        of = or(of, of(item));
      }
      return new Members(of == UNKNOWN ? ANY : of);
    } else if (value instanceof RegoObject o) {
      Map<Value, Inferred> known = new TreeMap<>();
      o.forEach((k, v) -> known.put(k, of(v)));
      return known.isEmpty() ? Entries.of(ANY, ANY) : Entries.closed(known);
    }
    return new Scalar(value.kind());
  }

  /** A key's type: as JSON knows it, where sets are arrays and nothing is open. */
  static Inferred ofKey(Value key) {
    if (key instanceof RegoArray a) {
      return new Items(a.asList().stream().map(Inferred::ofKey).toList(), UNKNOWN);
    } else if (key instanceof RegoSet s) {
      return new Items(s.asList().stream().map(Inferred::ofKey).toList(), UNKNOWN);
    } else if (key instanceof RegoObject o) {
      Map<Value, Inferred> known = new TreeMap<>();
      o.forEach((k, v) -> known.put(k, ofKey(v)));
      return Entries.closed(known);
    }
    return new Scalar(key.kind());
  }

  /**
   * The type, or {@link #ANY} if it has too many parts to be worth comparing: types of values made
   * of one another double with each rule.
   */
  static Inferred withinReason(Inferred type) {
    return partsLeft(type, MOST_PARTS) < 0 ? ANY : type;
  }

  private static int partsLeft(Inferred type, int most) {
    int left = most - 1;
    if (left < 0 || type instanceof Scalar || type instanceof Unknown) {
      return left;
    } else if (type instanceof Items a) {
      return partsLeft(a.rest(), partsLeft(a.first(), left));
    } else if (type instanceof Entries o) {
      return partsLeft(o.values(), partsLeft(o.keys(), partsLeft(o.known().values(), left)));
    } else if (type instanceof Members s) {
      return partsLeft(s.of(), left);
    } else if (type instanceof Either e) {
      return partsLeft(e.options(), left);
    } else if (type instanceof Function f) {
      return partsLeft(f.result(), partsLeft(f.parameters(), left));
    }
    return left;
  }

  private static int partsLeft(Iterable<Inferred> types, int most) {
    int left = most;
    for (Inferred type : types) {
      if (left < 0) {
        return left;
      }
      left = partsLeft(type, left);
    }
    return left;
  }

  // ---- what follows from types

  static Inferred or(Inferred a, Inferred b) {
    if (a instanceof Unknown) {
      return b;
    } else if (b instanceof Unknown) {
      return a;
    } else if (a instanceof Function f && b instanceof Function g) {
      return either(f, g);
    } else if (a instanceof Function || b instanceof Function) {
      return UNKNOWN;
    } else if (a.equals(ANY) || b.equals(ANY)) {
      return ANY;
    }
    Set<Inferred> options = new LinkedHashSet<>(options(a));
    options.addAll(options(b));
    return options.size() == 1 ? a : new Either(options);
  }

  private static Inferred either(Function f, Function g) {
    if (f.parameters().size() != g.parameters().size()) {
      return UNKNOWN;
    }
    List<Inferred> parameters = new ArrayList<>();
    for (int i = 0; i < f.parameters().size(); i++) {
      parameters.add(or(f.parameters().get(i), g.parameters().get(i)));
    }
    return new Function(parameters, or(f.result(), g.result()));
  }

  private static Set<Inferred> options(Inferred type) {
    return type instanceof Either e ? e.options() : Set.of(type);
  }

  /** Whether all of the other type is of this one. */
  private static boolean holds(Inferred type, Inferred other) {
    return type instanceof Either e
        ? e.options().isEmpty() || e.options().contains(other)
        : type.equals(other);
  }

  /** What lies under a constant key. */
  static Inferred under(Inferred type, Value key) {
    if (type instanceof Items a) {
      // 1e3 is a number of another spelling to OPA, and no index.
      return key instanceof RegoNumber n && n.toString().matches("-?[0-9]{1,18}")
          ? a.at(n.longValue())
          : UNKNOWN;
    } else if (type instanceof Entries o) {
      return o.at(key);
    } else if (type instanceof Members s) {
      Inferred tried = ofKey(key);
      return s.of().equals(tried) || (s.of() instanceof Either && holds(s.of(), tried))
          ? tried
          : UNKNOWN;
    } else if (type instanceof Either e) {
      Inferred all = type.equals(ANY) ? ANY : UNKNOWN;
      for (Inferred option : e.options()) {
        all = or(under(option, key), all);
      }
      return all;
    }
    return UNKNOWN;
  }

  /** The keys of a collection; {@link #UNKNOWN} if it is none. */
  static Inferred keys(Inferred type) {
    if (type instanceof Items) {
      return NUMBER;
    } else if (type instanceof Entries o) {
      Inferred all = UNKNOWN;
      for (Value key : o.known().keySet()) {
        all = or(all, ofKey(key));
      }
      return or(all, o.keys());
    } else if (type instanceof Members s) {
      return s.of();
    } else if (type instanceof Either e) {
      Inferred all = type.equals(ANY) ? ANY : UNKNOWN;
      for (Inferred option : e.options()) {
        all = or(keys(option), all);
      }
      return all;
    }
    return UNKNOWN;
  }

  /** What is in a collection; {@link #UNKNOWN} if it is none. */
  static Inferred values(Inferred type) {
    if (type instanceof Items a) {
      Inferred all = UNKNOWN;
      for (Inferred item : a.first()) {
        all = or(all, item);
      }
      return or(all, a.rest());
    } else if (type instanceof Entries o) {
      Inferred all = UNKNOWN;
      for (Inferred value : o.known().values()) {
        all = or(all, value);
      }
      return or(all, o.values());
    } else if (type instanceof Members s) {
      return s.of();
    } else if (type instanceof Either e) {
      Inferred all = type.equals(ANY) ? ANY : UNKNOWN;
      for (Inferred option : e.options()) {
        all = or(values(option), all);
      }
      return all;
    }
    return UNKNOWN;
  }

  /** Whether it, or a part of it, is not known. */
  static boolean isVague(Inferred type) {
    if (type instanceof Items a) {
      return a.first().stream().anyMatch(Inferred::isVague)
          || (a.rest() != UNKNOWN && isVague(a.rest()));
    } else if (type instanceof Entries o) {
      return o.known().values().stream().anyMatch(Inferred::isVague)
          || (o.open() && (isVague(o.keys()) || isVague(o.values())));
    } else if (type instanceof Members s) {
      return isVague(s.of());
    } else if (type instanceof Function f) {
      return f.parameters().stream().anyMatch(Inferred::isVague) || isVague(f.result());
    }
    return type instanceof Unknown;
  }

  /** Whether a value can be of both types. Of what is not known it cannot. */
  static boolean meet(Inferred a, Inferred b) {
    if (a instanceof Unknown || b instanceof Unknown) {
      return false;
    } else if (a instanceof Either || b instanceof Either) {
      return (a instanceof Either e && meetsOne(e, b))
          || (b instanceof Either e2 && meetsOne(e2, a));
    } else if (a instanceof Items x && b instanceof Items y) {
      return meetFirst(x, y)
          && meetFirst(y, x)
          && (x.rest() == UNKNOWN || y.rest() == UNKNOWN || meet(x.rest(), y.rest()));
    } else if (a instanceof Entries x && b instanceof Entries y) {
      return meetKnown(x, y)
          && meetKnown(y, x)
          && (x.values() == UNKNOWN || y.values() == UNKNOWN || meet(x.values(), y.values()));
    } else if (a instanceof Members x && b instanceof Members y) {
      return meet(x.of(), y.of());
    } else if (a instanceof Function f && b instanceof Function g) {
      return meetParameters(f, g);
    }
    return a.equals(b);
  }

  private static boolean meetsOne(Either either, Inferred other) {
    return !(other instanceof Function)
        && (either.options().isEmpty()
            || either.options().stream().anyMatch(option -> meet(option, other)));
  }

  private static boolean meetFirst(Items a, Items b) {
    for (int i = 0; i < a.first().size(); i++) {
      if (!meet(a.first().get(i), b.at(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean meetKnown(Entries a, Entries b) {
    return a.known().entrySet().stream().allMatch(e -> meet(e.getValue(), b.at(e.getKey())));
  }

  private static boolean meetParameters(Function f, Function g) {
    if (f.parameters().size() != g.parameters().size()) {
      return false;
    }
    for (int i = 0; i < f.parameters().size(); i++) {
      if (!meet(f.parameters().get(i), g.parameters().get(i))) {
        return false;
      }
    }
    return true;
  }
}
