package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Term;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders the literals of a body so that each variable is bound before it is needed, changing the
 * author's order only where it must; what cannot be ordered is unsafe.
 */
final class BodyOrder {
  private BodyOrder() {}

  /**
   * The lines in order. Those that are unsafe are reported, and left out.
   *
   * @param made the variables that no author wrote
   */
  static List<Literal> order(Body body, BitSet bound, BitSet made, Errors errors) {
    BitSet ofBody = new BitSet();
    body.literals().forEach(literal -> ofBody.or(Variables.of(literal)));
    BitSet known = (BitSet) bound.clone();
    List<Literal> ordered = new ArrayList<>();
    List<Literal> waiting = new ArrayList<>(body.literals());
    Progress progress = new Progress();
    int before;
    do {
      before = waiting.size();
      waiting.removeIf(
          literal -> {
            if (!progress.since(literal, known)) {
              return false;
            }
            BitSet binds = Bindings.of(literal, known);
            if (!missing(literal, known, bound, binds, ofBody).isEmpty()) {
              return false;
            }
            ordered.add(literal);
            known.or(binds);
            return true;
          });
    } while (waiting.size() < before && !waiting.isEmpty());
    report(waiting, known, bound, ofBody, made, errors);
    return ordered;
  }

  /** Which literals may have come closer to be evaluated: long bodies are gone through often. */
  private static final class Progress {
    private final IdentityHashMap<Literal, int[]> variables = new IdentityHashMap<>();
    private final IdentityHashMap<Literal, Integer> known = new IdentityHashMap<>();

    /** Whether more of a literal's variables are known than when it was last asked for. */
    boolean since(Literal literal, BitSet bound) {
      int count = 0;
      for (int slot : variables.computeIfAbsent(literal, Progress::mentioned)) {
        count += bound.get(slot) ? 1 : 0;
      }
      Integer before = known.put(literal, count);
      return before == null || before < count;
    }

    private static int[] mentioned(Literal literal) {
      BitSet mentioned = new BitSet();
      Variables.visit(literal, true, v -> mentioned.set(v.slot()));
      return mentioned.stream().toArray();
    }
  }

  /** What a literal needs and nobody has bound. */
  private static BitSet missing(
      Literal literal, BitSet known, BitSet outer, BitSet binds, BitSet ofBody) {
    BitSet closedOver = Variables.inClosures(literal);
    closedOver.and(ofBody);
    closedOver.andNot(outer);
    if (!closedOver.isEmpty() && closedOver.equals(Bindings.presumed(literal, known))) {
      return closedOver; // for OPA it closes over what it binds, even if another binds it as well
    }
    BitSet missing = Variables.of(literal);
    missing.or(closedOver);
    missing.andNot(binds);
    missing.andNot(known);
    return missing;
  }

  /** Tells each variable once, where it comes first; what no author wrote, only if it is alone. */
  private static void report(
      List<Literal> waiting,
      BitSet known,
      BitSet outer,
      BitSet ofBody,
      BitSet made,
      Errors errors) {
    Map<Integer, Term.Var> first = new LinkedHashMap<>();
    for (Literal literal : waiting) {
      BitSet missing = missing(literal, known, outer, Bindings.of(literal, known), ofBody);
      Variables.visit(
          literal,
          true,
          v -> {
            if (missing.get(v.slot()) && !made.get(v.slot())) {
              first.merge(v.slot(), v, (a, b) -> isBefore(a, b) ? a : b);
            }
          });
    }
    first.values().forEach(v -> unsafe(v, errors));
    if (first.isEmpty() && !waiting.isEmpty()) {
      errors.add(RegoError.UNSAFE, "expression is unsafe", waiting.get(0).location());
    }
  }

  private static boolean isBefore(Term.Var a, Term.Var b) {
    return a.location().compareTo(b.location()) <= 0;
  }

  static void unsafe(Term.Var v, Errors errors) {
    errors.add(RegoError.UNSAFE, "var " + v.name() + " is unsafe", v.location());
  }
}
