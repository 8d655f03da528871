package dev.assay.rego.ast;

import java.util.Set;

/** The words of the language, which name nothing else. */
public final class Keywords {
  public static final Set<String> ALL =
      Set.of(
          "as",
          "contains",
          "default",
          "else",
          "every",
          "false",
          "if",
          "import",
          "in",
          "not",
          "null",
          "package",
          "some",
          "true",
          "with");

  private Keywords() {}
}
