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
import java.util.HashSet;
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
    RegoSet.Builder reached = new RegoSet.Builder(4, call);
    while (!open.isEmpty()) {
      call.step(1);
      Value node = open.remove();
      Value edges = graph.get(node);
      if (edges != null && reached.add(node)) {
        open.addAll(neighbours(edges));
      }
    }
    return reached.build();
  }

  /** Paths as long as they can be without going through a node twice. */
  private static Value paths(Call call, Value[] args) throws BuiltinException {
    RegoObject graph = Operands.object(args, 0);
    Paths paths = new Paths(call, graph);
    for (Value node : start(args)) {
      if (graph.get(node) != null) {
        paths.from(node);
      }
    }
    return paths.found.build();
  }

  private static List<Value> neighbours(Value edges) {
    List<Value> neighbours = Operands.itemsOf(edges);
    return neighbours == null ? List.of() : neighbours;
  }

  /**
   * Follows edges depth first. As in OPA's conformance cases a node that was gone through on one
   * way from a neighbour of the start ends every other way from there, too.
   */
  private static final class Paths {
    private final Call call;
    private final RegoObject graph;
    private final RegoSet.Builder found = new RegoSet.Builder();
    private final List<Value> path = new ArrayList<>();

    Paths(Call call, RegoObject graph) {
      this.call = call;
      this.graph = graph;
    }

    void from(Value node) {
      List<Value> next = neighbours(java.util.Objects.requireNonNull(graph.get(node)));
      path.add(node);
      if (next.isEmpty()) {
        end();
      }
      for (Value neighbour : next) {
        follow(neighbour, new HashSet<>(List.of(node)));
      }
      path.clear();
    }

    private void follow(Value node, Set<Value> reached) {
      call.step(1 + path.size());
      Value edges = graph.get(node);
      if (edges == null) {
        end();
        return;
      }
      path.add(node);
      List<Value> next = neighbours(edges);
      if (next.isEmpty()) {
        end();
      }
      for (Value neighbour : next) {
        if (reached.contains(neighbour)) {
          end();
        } else {
          reached.add(node);
          follow(neighbour, reached);
        }
      }
      path.remove(path.size() - 1);
    }

    private void end() {
      found.add(RegoArray.of(path));
    }
  }
}
