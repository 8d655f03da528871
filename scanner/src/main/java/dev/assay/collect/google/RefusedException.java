package dev.assay.collect.google;

/** A call that was not answered as asked, after all that could be tried. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.code() + ": " + refusal.answer());
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
