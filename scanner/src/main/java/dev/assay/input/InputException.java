package dev.assay.input;

/**
 * Something that a person gave to Assay cannot be used. The message is what they see: one line that
 * says what, where ({@code file:line:column} when there is a file) and what to do.
 */
public final class InputException extends Exception {
  private static final long serialVersionUID = 1;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
