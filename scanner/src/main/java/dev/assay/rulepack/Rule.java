package dev.assay.rulepack;

import dev.assay.rego.Query;
import dev.assay.report.RuleInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rule of a pack, checked and compiled.
 *
 * @param info what reports tell of it; its parameters are the defaults
 * @param confidence how sure it is that what it finds is wrong
 * @param needs the kinds whose absence by a gap makes the rule unknown, its own among them
 * @param parameters by name
 * @param seeds the recommendations that the rule was made from
 * @param aliases former ids, under which waivers stay valid
 * @param deprecated what to use instead, or why it will go; empty for a rule in use
 * @param managed why it does not apply on managed services, in words; empty if it does, or the
 *     facts say it
 * @param file where it is written, e.g. {@code rules/alloydb/automated_backups/rule.rego}
 * @param applies whether the rule speaks of a resource; none if it speaks of all
 * @param fail the set of violations
 * @param unknown the set of reasons why it cannot be decided; none if it always can
 * @param reads the places of the resource's data that the rule may read, in their order
 * @param reaches what it may look at
 */
public record Rule(
    RuleInfo info,
    Confidence confidence,
    List<String> needs,
    Map<String, Parameter> parameters,
    List<String> seeds,
    List<String> aliases,
    String deprecated,
    String managed,
    String file,
    Optional<Query> applies,
    Query fail,
    Optional<Query> unknown,
    List<FieldPath> reads,
    Reaches reaches) {

  /** The kind of what policies judge that are given the snapshot as a whole. */
  public static final String SNAPSHOT = "assay.Snapshot";

  public Rule {
    needs = List.copyOf(needs);
    SortedMap<String, Parameter> copies = new TreeMap<>(parameters);
    parameters = Collections.unmodifiableSortedMap(copies);
    seeds = List.copyOf(seeds);
    aliases = List.copyOf(aliases);
    reads = List.copyOf(reads);
  }

  /** Whether it may look for resources of some kind, rather than by name. */
  public boolean maySearch() {
    return reaches.maySearch();
  }

  /** What decides whether it applies. */
  public Reach scope() {
    return reaches.scope();
  }

  /** What decides between its verdicts where it applies. */
  public Reach verdict() {
    return reaches.verdict();
  }

  /** What it may look at, whatever it calls, the scope included. */
  public Reach reach() {
    return reaches.whole();
  }

  public String id() {
    return info.id();
  }

  /** Whether it is given the snapshot as a whole, rather than resource by resource. */
  public boolean judgesSnapshot() {
    return kind().equals(SNAPSHOT);
  }

  /** The kind of resource that it judges. */
  public String kind() {
    return info.kind();
  }
}
