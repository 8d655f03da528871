package dev.assay.rego.builtin;

/** A built-in function was given what it cannot work with. */
public final class BuiltinException extends Exception {
  private static final long serialVersionUID = 1;

  /** Whether the fault lies in an operand's type or elsewhere, in OPA's error codes. */
  public enum Code {
    TYPE("eval_type_error"),
    BUILTIN("eval_builtin_error");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  private final Code code;

  public BuiltinException(Code code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** A fault that is not an operand's type: {@code div: divide by zero}. */
  BuiltinException(String message) {
    this(Code.BUILTIN, message);
  }

  /** This fault, with the name of the function before it. */
  BuiltinException in(String function) {
    return new BuiltinException(code, function + ": " + getMessage());
  }

  public Code code() {
    return code;
  }
}
