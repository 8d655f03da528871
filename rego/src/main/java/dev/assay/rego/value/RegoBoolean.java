package dev.assay.rego.value;

/** {@code true} or {@code false}; compare with {@code ==}. */
public final class RegoBoolean implements Value {
  public static final RegoBoolean TRUE = new RegoBoolean(true);
  public static final RegoBoolean FALSE = new RegoBoolean(false);

  private final boolean value;

  private RegoBoolean(boolean value) {
    this.value = value;
  }

  public static RegoBoolean of(boolean value) {
    return value ? TRUE : FALSE;
  }

  public boolean value() {
    return value;
  }

  @Override
  public Kind kind() {
    return Kind.BOOLEAN;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof RegoBoolean that
        ? Boolean.compare(value, that.value)
        : kind().compareTo(other.kind());
  }

  @Override
  public String toString() {
    return Boolean.toString(value);
  }
}
