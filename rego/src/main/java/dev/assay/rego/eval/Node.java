package dev.assay.rego.eval;

import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A place in data where packages and rules lie, as opposed to base documents. */
public final class Node {
  private final List<Value> path;
  private final Map<Value, Node> children = new TreeMap<>();
  private @Nullable Group group;

  public Node() {
    this(List.of());
  }

  private Node(List<Value> path) {
    this.path = path;
  }

  List<Value> path() {
    return path;
  }

  public @Nullable Node child(Value key) {
    return children.get(key);
  }

  /** The child of that key, made if need be. */
  public Node grow(Value key) {
    return children.computeIfAbsent(
        key,
        k -> {
          List<Value> below = new ArrayList<>(path);
          below.add(k);
          return new Node(List.copyOf(below));
        });
  }

  /** The rule or function that lies here. */
  public @Nullable Group group() {
    return group;
  }

  public void setGroup(Group group) {
    this.group = group;
  }

  /** The node's document: what its rules define, and the base document over it. */
  @Nullable Value document(@Nullable Value base, Frame f, boolean quiet) {
    if (group != null) {
      return group instanceof Function
          ? null
          : group.value(f.evaluation, f.env).read(f.evaluation, quiet);
    }
    RegoObject.Builder object = new RegoObject.Builder(children.size());
    children.forEach(
        (key, child) -> {
          if (!f.env.isReplaced(child.path)) {
            Value value = child.document(null, f, quiet);
            if (value != null) {
              object.put(key, value);
            }
          }
        });
    Value virtual = object.build();
    return base == null ? virtual : Documents.merge(base, virtual);
  }

  /**
   * The keys of the base document at the node's place, then those of the node, as OPA goes through
   * them: a key of both comes twice.
   */
  List<Value> keys(@Nullable Value base) {
    List<Value> keys = new ArrayList<>();
    if (base instanceof RegoObject object) {
      keys.addAll(object.keys());
      keys.sort(null);
    }
    keys.addAll(children.keySet());
    return keys;
  }
}
