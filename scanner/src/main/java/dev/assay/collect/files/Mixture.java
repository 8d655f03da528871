package dev.assay.collect.files;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import dev.assay.snapshot.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Files that tell of the same resource: a plan or manifest says what it will be, which is judged
 * instead of what it is. Grants that a plan adds come to those that are there.
 */
final class Mixture {
  private final List<Intake> intakes;
  private final Consumer<String> message;

  Mixture(List<Intake> intakes, Consumer<String> message) {
    this.intakes = intakes;
    this.message = message;
  }

  void settle() {
    for (Intake planned : intakes) {
      for (Intake present : intakes) {
        if (planned.isIntent() && !present.isIntent()) {
          prefer(planned, present);
        }
      }
    }
    for (int i = 0; i < intakes.size(); i++) {
      for (Intake other : intakes.subList(i + 1, intakes.size())) {
        contradictions(intakes.get(i), other);
      }
    }
  }

  private void prefer(Intake planned, Intake present) {
    Map<String, Fact> will = byId(planned);
    List<String> replaced = new ArrayList<>();
    for (Fact is : present.facts()) {
      Fact be = will.get(is.id());
      if (be != null) {
        if (be.kind().equals("iam.Policy") && be.untold().containsKey("bindings")) {
          planned.replace(be.id(), withGrants(be, is));
        }
        present.remove(is.id());
        replaced.add(is.id());
      }
    }
    if (!replaced.isEmpty()) {
      message.accept(
          planned.file() + ": judged instead of " + present.file() + ": " + some(replaced));
    }
  }

  /** The snapshot keeps the reading of the source that comes first by its id. */
  private void contradictions(Intake a, Intake b) {
    Map<String, Fact> first = byId(a);
    List<String> different = new ArrayList<>();
    for (Fact fact : b.facts()) {
      Fact other = first.get(fact.id());
      if (other != null && !other.data().equals(fact.data())) {
        different.add(fact.id());
      }
    }
    if (!different.isEmpty()) {
      boolean inOrder = a.id().compareTo(b.id()) < 0;
      message.accept(
          (inOrder ? a : b).file()
              + ": judged, though "
              + (inOrder ? b : a).file()
              + " tells it differently: "
              + some(different));
    }
  }

  /** What is granted and what will be; complete as far as the first is. */
  private static Fact withGrants(Fact planned, Fact present) {
    RegoObject.Builder data = new RegoObject.Builder().putAll(present.data());
    for (String list : List.of("bindings", "auditConfigs")) {
      List<Value> both = new ArrayList<>(Tree.list(present.data(), list));
      both.addAll(Tree.list(planned.data(), list));
      data.put(list, RegoArray.of(list.equals("bindings") ? Intake.byRole(both) : both));
    }
    return new Fact(
        planned.kind(),
        planned.id(),
        planned.parent(),
        planned.source(),
        data.build(),
        present.untold(),
        planned.declaration());
  }

  private static Map<String, Fact> byId(Intake intake) {
    Map<String, Fact> facts = new TreeMap<>();
    intake.facts().forEach(fact -> facts.put(fact.id(), fact));
    return facts;
  }

  private static String some(List<String> ids) {
    String more = ids.size() > 1 ? " and " + (ids.size() - 1) + " more" : "";
    return ids.get(0) + more;
  }
}
