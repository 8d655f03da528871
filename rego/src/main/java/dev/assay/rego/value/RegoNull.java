package dev.assay.rego.value;

/** The value {@code null}. */
public final class RegoNull implements Value {
  public static final RegoNull NULL = new RegoNull();

  private RegoNull() {}

  @Override
  public Kind kind() {
    return Kind.NULL;
  }

  @Override
  public int compareTo(Value other) {
    return kind().compareTo(other.kind());
  }

  @Override
  public String toString() {
    return "null";
  }
}
