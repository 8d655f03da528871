package dev.assay.rego.value;

/** A string of Unicode text, ordered by code point. */
public final class RegoString implements Value {
  private static final RegoString EMPTY = new RegoString("");
  private static final RegoString[] LETTERS = new RegoString[128];

  static {
    for (int i = 0; i < LETTERS.length; i++) {
      LETTERS[i] = new RegoString(Character.toString(i));
    }
  }

  private final String value;

  private RegoString(String value) {
    this.value = value;
  }

  public static RegoString of(String value) {
    return value.isEmpty() ? EMPTY : new RegoString(value);
  }

  /** The text of one character; of common ones there is one, since a long text has many. */
  public static RegoString ofCodePoint(int character) {
    return character < LETTERS.length
        ? LETTERS[character]
        : new RegoString(Character.toString(character));
  }

  public String value() {
    return value;
  }

  @Override
  public int weight() {
    return 1 + value.length() / 8;
  }

  @Override
  public Kind kind() {
    return Kind.STRING;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof RegoString that
        ? compareCodePoints(value, that.value)
        : kind().compareTo(other.kind());
  }

  /** As UTF-8 bytes compare; {@link String#compareTo} puts supplementary characters too early. */
  private static int compareCodePoints(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      Watched.look(i);
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xs = Character.isSurrogate(x);
        boolean ys = Character.isSurrogate(y);
        return xs == ys ? Character.compare(x, y) : xs ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  @Override
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    if (!(o instanceof RegoString that)) {
      return false;
    }
    Watched.look(value);
    return value.equals(that.value);
  }

  @Override
  public int hashCode() {
    Watched.look(value);
    return value.hashCode();
  }

  /** In Rego syntax: quoted and escaped. */
  @Override
  public String toString() {
    return ValueText.of(this);
  }
}
