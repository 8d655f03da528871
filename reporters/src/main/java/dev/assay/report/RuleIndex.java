package dev.assay.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Finds the rules of a report by id. Every rule that a report speaks of is in it. */
public final class RuleIndex {
  private final List<RuleInfo> rules;
  private final Map<String, Integer> positions = new HashMap<>();

  RuleIndex(List<RuleInfo> rules) {
    this.rules = rules;
    for (RuleInfo rule : rules) {
      positions.put(rule.id(), positions.size());
    }
  }

  public RuleInfo get(String id) {
    return rules.get(position(id));
  }

  /** Where the rule stands in {@link AuditReport#rules}. */
  public int position(String id) {
    Integer position = positions.get(id);
    if (position == null) {
      throw new NoSuchElementException(id);
    }
    return position;
  }
}
