package dev.assay.engine;

import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Set;

/** What a rule says of one resource. */
public sealed interface Answer {

  /**
   * The rule does not speak of it.
   *
   * @param absent what {@code applies} read and did not find
   */
  record Silent(Set<AbsentRead> absent) implements Answer {
    public Silent {
      absent = Set.copyOf(absent);
    }
  }

  /**
   * It fails.
   *
   * @param values the members of {@code fail}, in their order
   */
  record Violations(List<Value> values) implements Answer {
    public Violations {
      values = List.copyOf(values);
    }
  }

  /**
   * The rule says that it cannot tell.
   *
   * @param reasons the members of {@code unknown}, in their order
   */
  record Undecided(List<Value> reasons) implements Answer {
    public Undecided {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The rule found nothing wrong.
   *
   * @param absent what it read and did not find; where there is any, it has not looked
   */
  record Clean(Set<AbsentRead> absent) implements Answer {
    public Clean {
      absent = Set.copyOf(absent);
    }
  }

  /** The evaluation ended in an error, or engines contradict each other. */
  record Fault(String reason) implements Answer {}
}
