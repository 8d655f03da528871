package dev.assay.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.rego.ast.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** OPA's own conformance cases, where they are at hand: beside the repository. */
class ComplianceTest {
  private static final String CASES = "shared/rego-compliance/cases.jsonl";

  @Test
  void answersAsOpaDoes() throws IOException {
    Optional<Path> cases = beside(Path.of("").toAbsolutePath());
    assumeTrue(cases.isPresent(), "no " + CASES + " beside the repository");
    Compliance result = Compliance.run(cases.get(), Dialect.V1);
    System.out.print(result.table());
    assertThat(result.failures()).isEmpty();
  }

  private static Optional<Path> beside(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(CASES))) {
        return Optional.of(at.resolve(CASES));
      }
    }
    return Optional.empty();
  }
}
