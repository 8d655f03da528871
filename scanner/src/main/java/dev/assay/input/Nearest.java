package dev.assay.input;

import dev.assay.rego.ast.Spelling;
import java.util.Collection;
import java.util.Optional;

/** Says what somebody probably meant, in the words of an error. */
public final class Nearest {
  private Nearest() {}

  /** The known word that is closest to the given one, if it is close enough to be a slip. */
  public static Optional<String> to(String word, Collection<String> known) {
    return Spelling.nearest(word, known);
  }

  /** {@code ": did you mean x?"}, or the list of what is known. */
  public static String hint(String word, Collection<String> known) {
    return to(word, known)
        .map(k -> ": did you mean \"" + k + "\"?")
        .orElseGet(() -> ": known are " + String.join(", ", known.stream().sorted().toList()));
  }
}
