package dev.assay.rego.eval;

import dev.assay.rego.ast.RegoException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tells an {@link Observer.Witness} of an expression, before it and after. Always holds. */
public final class Witnessed extends Filter {
  private final Observer.Witness witness;
  private final boolean after;
  private final Map<String, Operand> parts;

  /**
   * @param after whether the expression has held; else it is about to be evaluated
   * @param parts of the expression, by their text, that are bound here
   */
  public Witnessed(Observer.Witness witness, boolean after, Map<String, Operand> parts) {
    this.witness = witness;
    this.after = after;
    this.parts = new LinkedHashMap<>(parts);
  }

  @Override
  boolean test(Frame f) {
    if (after ? witness.held() : witness.tried()) {
      List<Seen> seen = new ArrayList<>();
      parts.forEach(
          (text, part) -> {
            try {
              seen.add(new Seen(text, Optional.ofNullable(part.eval(f))));
            } catch (RegoException e) {
              // The expression itself comes to the same error and tells it.
              seen.add(new Seen(text, Optional.empty()));
            }
          });
      witness.saw(seen);
    }
    return true;
  }
}
