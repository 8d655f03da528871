package dev.assay.collect.files;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One kind of {@code shapes.yaml}: how a configuration's resource becomes what REST would tell of
 * it, and what it cannot tell.
 */
record Shape(
    String kind,
    String id,
    Optional<String> name,
    Map<String, String> renamed,
    Set<String> texts,
    Set<String> flags,
    Set<String> lists,
    Set<String> left,
    List<String> google,
    List<String> computed,
    Map<String, String> follows,
    RegoObject set) {

  private static final Map<String, Shape> ALL = all();

  private static Map<String, Shape> all() {
    Map<String, Shape> shapes = new TreeMap<>();
    Tree.entries(Table.read("shapes.yaml"))
        .forEach(
            (kind, line) ->
                shapes.put(
                    kind,
                    new Shape(
                        kind,
                        Tree.text(line, "id", ""),
                        Optional.ofNullable(Tree.text(line, "name")),
                        strings(Tree.object(line, "renamed")),
                        Set.copyOf(Tree.texts(line, "texts")),
                        Set.copyOf(Tree.texts(line, "flags")),
                        Set.copyOf(Tree.texts(line, "lists")),
                        Set.copyOf(Tree.texts(line, "left")),
                        Tree.texts(line, "google"),
                        Tree.texts(line, "computed"),
                        strings(Tree.object(line, "follows")),
                        Tree.object(line, "set"))));
    return shapes;
  }

  private static Map<String, String> strings(RegoObject object) {
    Map<String, String> strings = new TreeMap<>();
    Tree.entries(object).forEach((key, value) -> strings.put(key, ((RegoString) value).value()));
    return strings;
  }

  static Optional<Shape> of(String kind) {
    return Optional.ofNullable(ALL.get(kind));
  }

  /** REST's JSON of a Terraform resource: blocks are lists, names are in snake_case. */
  RegoObject ofTerraform(RegoObject values) {
    return withSet(object(values, "", true));
  }

  /** REST's JSON of a manifest's {@code spec}, whose names are in camelCase already. */
  RegoObject ofManifest(RegoObject spec) {
    return withSet(object(spec, "", false));
  }

  private RegoObject withSet(RegoObject data) {
    return new RegoObject.Builder().putAll(data).putAll(set).build();
  }

  private RegoObject object(RegoObject values, String above, boolean snake) {
    RegoObject out = RegoObject.EMPTY;
    for (Map.Entry<String, Value> entry : Tree.entries(values).entrySet()) {
      String key = snake ? Names.camel(entry.getKey()) : entry.getKey();
      String path = below(above, key);
      Value value = left.contains(path) ? null : value(entry.getValue(), path, snake);
      String to = renamed.get(path);
      if (value == null) {
        continue;
      }
      if (to == null) {
        // Of labels, those that are in effect come first. A user's own key may have dots.
        out =
            Tree.has(out, key)
                ? out
                : new RegoObject.Builder(out.size() + 1).putAll(out).put(key, value).build();
      } else {
        String within = above.isEmpty() ? "" : place(above) + ".";
        out = Tree.with(out, to.startsWith(within) ? to.substring(within.length()) : to, value);
      }
    }
    return out;
  }

  private @Nullable Value value(Value value, String path, boolean snake) {
    if (value instanceof RegoNull || (value instanceof RegoString text && text.value().isEmpty())) {
      return null;
    }
    if (value instanceof RegoArray array) {
      List<Value> items = new ArrayList<>();
      for (Value item : array) {
        if (item instanceof RegoObject block) {
          items.add(object(block, path, snake));
        } else if (!(item instanceof RegoNull)) {
          items.add(item);
        }
      }
      boolean one =
          items.size() == 1 && items.get(0) instanceof RegoObject && !lists.contains(path);
      return items.isEmpty() ? null : one ? items.get(0) : RegoArray.of(items);
    }
    if (value instanceof RegoObject object) {
      Value told = snake ? object : object(object, path, false); // in Terraform, a user's own map
      return lists.contains(path) ? RegoArray.of(List.of(told)) : told;
    }
    if (value instanceof RegoString text && flags.contains(path)) {
      return RegoBoolean.of(text.value().equalsIgnoreCase("true"));
    }
    return value instanceof RegoNumber && texts.contains(path)
        ? RegoString.of(value.toString())
        : value;
  }

  /** REST's place for a place in camelCase. */
  String place(String path) {
    String known = renamed.get(path);
    if (known != null) {
      return known;
    }
    int dot = path.lastIndexOf('.');
    return dot < 0 ? path : place(path.substring(0, dot)) + path.substring(dot);
  }

  /**
   * Collects the places that Terraform marks in a tree of the same form as the values.
   *
   * @param marks {@code after_unknown} or {@code sensitive_values}
   */
  void marked(Value marks, String reason, Map<String, String> into) {
    marked(marks, "", reason, into);
  }

  private void marked(Value marks, String above, String reason, Map<String, String> into) {
    for (Map.Entry<String, Value> entry : Tree.entries(marks).entrySet()) {
      String path = below(above, Names.camel(entry.getKey()));
      Value mark = entry.getValue();
      if (left.contains(path) || !any(mark)) {
        continue;
      }
      boolean block = mark instanceof RegoArray array && array.size() == 1 && !lists.contains(path);
      if (block && ((RegoArray) mark).asList().get(0) instanceof RegoObject inner) {
        marked(inner, path, reason, into);
      } else {
        into.putIfAbsent(place(path), reason);
      }
    }
  }

  private static boolean any(Value mark) {
    if (mark instanceof RegoArray array) {
      return array.asList().stream().anyMatch(Shape::any);
    }
    return mark instanceof RegoObject object
        ? Tree.entries(object).values().stream().anyMatch(Shape::any)
        : mark.equals(RegoBoolean.TRUE);
  }

  /**
   * Adds what a plan does not mention. Terraform names every argument, as null if it is not set;
   * one that is missing is not known yet, also in plans that say nothing of it under {@code
   * after_unknown}. What lies in a block is missing only where the block is there.
   */
  void notMentioned(RegoObject values, String reason, Map<String, String> into) {
    Set<String> mentioned = new HashSet<>();
    mentioned(values, "", mentioned);
    for (String place : computed) {
      String above = isArgument(place) ? "" : place.substring(0, place.lastIndexOf('.'));
      if (!mentioned.contains(place) && (above.isEmpty() || mentioned.contains(above + "."))) {
        into.putIfAbsent(place, reason);
      }
    }
  }

  /** Whether what REST has in an object is an argument of the resource itself. */
  private boolean isArgument(String place) {
    return !place.contains(".")
        || renamed.entrySet().stream()
            .anyMatch(e -> e.getValue().equals(place) && !e.getKey().contains("."));
  }

  private void mentioned(RegoObject values, String above, Set<String> into) {
    Tree.entries(values)
        .forEach(
            (key, value) -> {
              String path = below(above, Names.camel(key));
              into.add(place(path));
              for (String step = place(path); step.contains("."); ) {
                step = step.substring(0, step.lastIndexOf('.'));
                into.add(step);
              }
              if (value instanceof RegoObject block) {
                into.add(place(path) + ".");
                mentioned(block, path, into); // as manifests write it
              } else if (value instanceof RegoArray array
                  && array.size() == 1
                  && array.asList().get(0) instanceof RegoObject block) {
                into.add(place(path) + ".");
                mentioned(block, path, into);
              }
            });
  }

  /**
   * Adds what only Google writes and the data do not have.
   *
   * @param values of Terraform, where an attribute that is empty was read and is empty
   */
  void googleOnly(RegoObject data, RegoObject values, String reason, Map<String, String> into) {
    Set<String> read = new HashSet<>();
    Tree.entries(values)
        .forEach(
            (key, value) -> {
              if (!(value instanceof RegoNull)) {
                read.add(place(Names.camel(key)));
              }
            });
    for (String place : google) {
      if (at(data, place).isEmpty() && !read.contains(place)) {
        into.putIfAbsent(place, reason);
      }
    }
    follows.forEach(
        (place, other) -> {
          boolean told =
              into.keySet().stream().noneMatch(u -> u.equals(other) || other.startsWith(u + "."));
          if (told && !at(data, other).equals(Optional.of(RegoBoolean.TRUE))) {
            into.remove(place);
          }
        });
    into.keySet().removeIf(place -> at(data, place).filter(Shape::isScalar).isPresent());
  }

  private static boolean isScalar(Value value) {
    return !(value instanceof RegoArray || value instanceof RegoObject);
  }

  private static Optional<Value> at(RegoObject data, String place) {
    int dot = place.lastIndexOf('.');
    RegoObject above = dot < 0 ? data : Tree.object(data, place.substring(0, dot).split("\\.", -1));
    return Optional.ofNullable(above.get(lastOf(place)));
  }

  private static String below(String above, String key) {
    return above.isEmpty() ? key : above + "." + key;
  }

  private static String lastOf(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
