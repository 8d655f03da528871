package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.audit.Audit;
import dev.assay.cases.RuleCases;
import dev.assay.report.AuditReport;
import dev.assay.rulepack.PackText;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.RulePack;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same findings by rules in WebAssembly as by our own engine. */
class WasmEngineTest {
  @TempDir Path folder;

  @Test
  void everyCaseOfTheBundledRulesHasTheSameFindings() throws Exception {
    Optional<Path> opa = OpaProgram.find();
    if (opa.isEmpty()) {
      System.out.println("Not compared with WebAssembly: no opa on the PATH or in ~/go/bin");
    }
    assumeTrue(opa.isPresent(), "no opa on the PATH or in ~/go/bin");
    RulePack pack = RulePack.bundled();
    Path bundle = build(opa.orElseThrow(), pack);
    try (Engine engine = Engines.named("wasm=" + bundle, Map.of())) {
      RuleCases ours = new RuleCases(pack);
      RuleCases theirs = new RuleCases(pack, engine);
      assertThat(Differences.between(ours, theirs, pack)).isEmpty();
    }
  }

  private Path build(Path opa, RulePack pack) throws Exception {
    Path rules = folder.resolve("rules");
    Engines.export(pack, rules);
    Path bundle = folder.resolve("bundle.tar.gz");
    Process build =
        new ProcessBuilder(
                opa.toString(),
                "build",
                "-t",
                "wasm",
                "-e",
                EngineModule.PATH,
                "-o",
                bundle.toString(),
                rules.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(said).isZero();
    return bundle;
  }

  /** The bundle lies beside this class: compiled once, so that the engine runs without OPA. */
  @Test
  void eachAnswerIsTheSame() throws Exception {
    Audit audit = new Audit("", Things.PACK, Parameters.defaults());
    AuditReport ours = audit.of(Things.SNAPSHOT, Things.NOW);
    try (Engine engine = things()) {
      assertThat(audit.by(engine).of(Things.SNAPSHOT, Things.NOW)).isEqualTo(ours);
    }
    assertThat(ours.findings())
        .extracting(f -> f.resource().id() + " " + f.verdict().label())
        .containsExactlyInAnyOrder(
            "//t/skipped not_applicable",
            "//t/doubtful unknown",
            "//t/broken unknown",
            "//t/fails fail",
            "//t/passes pass",
            "//t/bare unknown");
  }

  private Engine things() throws Exception {
    Path bundle = folder.resolve("things.tar.gz");
    if (Boolean.getBoolean("golden.update")) {
      Files.copy(
          build(OpaProgram.find().orElseThrow(), Things.PACK),
          Path.of("src/test/resources/dev/assay/engine/things.tar.gz"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try (InputStream in =
        Objects.requireNonNull(WasmEngineTest.class.getResourceAsStream("things.tar.gz"))) {
      Files.copy(in, bundle, StandardCopyOption.REPLACE_EXISTING);
    }
    return Engines.named("wasm=" + bundle, Map.of());
  }

  @Test
  void aBundleOfOtherRulesIsRefused() throws Exception {
    RulePack other = new PackText().rule("a/b", "T-1", "fail contains \"no\" if false").load();
    try (Engine engine = things()) {
      Audit audit = new Audit("", other, Parameters.defaults()).by(engine);
      assertThatThrownBy(() -> audit.of(Things.SNAPSHOT, Things.NOW))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("has rules of another version");
    }
  }

  @Test
  void aFileThatIsNoBundleIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("b.tar.gz"), "no bundle");
    assertThatThrownBy(() -> Engines.named("wasm=" + file, Map.of()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(file + ": no bundle that can be read");
  }
}
