package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Graphs given as an object from node to neighbours. */
final class GraphBuiltins {
  private static final String GRAPH = "({[any]: array[any]|set[any]}, array[any]|set[any]) ";

  private GraphBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("graph.reachable" + GRAPH + "set[any]", GraphBuiltins::reachable),
        builtin("graph.reachable_paths" + GRAPH + "set[array[any]]", GraphBuiltins::paths));
  }

  private static List<Value> start(Value[] args) throws BuiltinException {
    List<Value> nodes = Operands.itemsOf(args[1]);
    if (nodes == null) {
      throw Operands.wrongType(1, args[1], "{array, set}");
    }
    return nodes;
  }

  /** Nodes that are only neighbours, but no keys, are not reached. */
  private static Value reachable(Call call, Value[] args) throws BuiltinException {
    RegoObject graph = Operands.object(args, 0);
    Deque<Value> open = new ArrayDeque<>(start(args));
    RegoSet.Builder reached = new RegoSet.Builder();
    while (!open.isEmpty()) {
      call.step(1);
      Value node = open.remove();
      Value edges = graph.get(node);
      if (edges != null && reached.add(node)) {
        List<Value> neighbours = Operands.itemsOf(edges);
        open.addAll(neighbours == null ? List.of() : neighbours);
      }
    }
    return reached.build();
  }

  /** Paths as long as they can be without a node twice. */
  private static Value paths(Call call, Value[] args) throws BuiltinException {
    RegoObject graph = Operands.object(args, 0);
    RegoSet.Builder found = new RegoSet.Builder();
    for (Value node : start(args)) {
      if (graph.get(node) != null) {
        follow(call, graph, node, new LinkedHashSet<>(), found);
      }
    }
    return found.build();
  }

  private static void follow(
      Call call, RegoObject graph, Value node, Set<Value> path, RegoSet.Builder found) {
    call.step(1 + path.size());
    Value edges = graph.get(node);
    if (edges == null || !path.add(node)) {
      found.add(RegoArray.of(new ArrayList<>(path)));
      return;
    }
    List<Value> neighbours = Operands.itemsOf(edges);
    if (neighbours == null || neighbours.isEmpty()) {
      found.add(RegoArray.of(new ArrayList<>(path)));
    } else {
      for (Value neighbour : neighbours) {
        follow(call, graph, neighbour, path, found);
      }
    }
    path.remove(node);
  }
}
