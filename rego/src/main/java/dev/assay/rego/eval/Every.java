package dev.assay.rego.eval;

import dev.assay.rego.value.Value;

/** The chain holds for each entry of a collection. */
public final class Every extends Filter {
  private final Operand domain;
  private final int key;
  private final int value;
  private final Step chain;

  public Every(Operand domain, int key, int value, Step chain) {
    this.domain = domain;
    this.key = key;
    this.value = value;
    this.chain = chain;
  }

  @Override
  boolean test(Frame f) {
    Value document = domain.eval(f);
    Cursor cursor = Cursor.over(document, f.evaluation);
    if (cursor == null) {
      return false;
    }
    while (cursor.advance()) {
      f.evaluation.tick();
      if (key >= 0) {
        f.slots[key] = cursor.key();
      }
      f.slots[value] = cursor.value();
      if (!chain.run(f)) {
        return false;
      }
    }
    return true;
  }
}
