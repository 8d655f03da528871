package dev.assay.rego.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A few random programs, the same each time; {@link Fuzz} runs more. */
class FuzzTest {
  private static final int COUNT = 300;

  @Test
  void answersRandomProgramsAsOpaDoes() throws IOException, InterruptedException {
    Optional<Path> program = Opa.find();
    if (program.isEmpty()) {
      System.out.println("Not compared with OPA: no opa on the PATH or in ~/go/bin");
    }
    assumeTrue(program.isPresent(), "no opa on the PATH or in ~/go/bin");
    try (Opa opa = Opa.start(program.orElseThrow())) {
      Fuzz fuzz = new Fuzz(opa);
      assertThat(fuzz.differences(1, COUNT)).isEmpty();
      System.out.println("OPA and this engine agree: " + fuzz);
    }
  }
}
