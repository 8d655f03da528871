package dev.assay.rego.ast;

import java.util.Optional;

/**
 * A fault in a policy, or in its evaluation.
 *
 * @param code as OPA calls it: {@code rego_parse_error}, {@code rego_unsafe_var_error}, {@code
 *     eval_conflict_error}…
 * @param at empty only where the fault has no place in a source (a deadline, a broken query path)
 */
public record RegoError(String code, String message, Optional<Location> at) {

  public static final String PARSE = "rego_parse_error";
  public static final String COMPILE = "rego_compile_error";
  public static final String UNSAFE = "rego_unsafe_var_error";
  public static final String RECURSION = "rego_recursion_error";
  public static final String TYPE = "rego_type_error";
  public static final String CONFLICT = "eval_conflict_error";
  public static final String INTERNAL = "eval_internal_error";
  public static final String CANCEL = "eval_cancel_error";

  public RegoError(String code, String message, Location at) {
    this(code, message, Optional.of(at));
  }

  /** {@code file:line:column: code: message}. */
  @Override
  public String toString() {
    return at.map(l -> l + ": ").orElse("") + code + ": " + message;
  }

  /** The error, the line it is in, and a caret below the column. */
  public String withSource() {
    if (at.isEmpty()) {
      return toString();
    }
    Location l = at.get();
    String line = l.source().line(l.line());
    int upTo = Math.min(l.column() - 1, line.length());
    StringBuilder out = new StringBuilder(toString()).append("\n\t").append(line).append("\n\t");
    line.chars().limit(upTo).forEach(c -> out.append(c == '\t' ? '\t' : ' '));
    return out.append('^').toString();
  }
}
