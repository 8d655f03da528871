package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.audit.Audit;
import dev.assay.cases.RuleCases;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.rulepack.PackText;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same findings by OPA as by our own engine; where no {@code opa} is installed, skipped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpaEngineTest {
  private static final Instant NOW = Things.NOW;

  private OpaProgram.Server opa;

  @BeforeAll
  void start() throws Exception {
    Optional<Path> program = OpaProgram.find();
    if (program.isEmpty()) {
      System.out.println("Not compared with OPA: no opa on the PATH or in ~/go/bin");
    }
    assumeTrue(program.isPresent(), "no opa on the PATH or in ~/go/bin");
    opa = OpaProgram.Server.start(program.orElseThrow());
  }

  @AfterAll
  void end() {
    if (opa != null) {
      opa.close();
    }
  }

  private Engine engine() {
    return Engines.named("opa=" + opa.url(), Map.of());
  }

  /** OPA compiles anew for each module; every rule is put to WebAssembly. */
  @Test
  void theCasesOfEveryEighthBundledRuleHaveTheSameFindings() throws Exception {
    RulePack all = RulePack.bundled();
    RulePack pack = all.select(rule -> all.rules().indexOf(rule) % 8 == 0);
    try (Engine engine = engine()) {
      RuleCases ours = new RuleCases(pack);
      RuleCases theirs = new RuleCases(pack, engine);
      assertThat(Differences.between(ours, theirs, pack)).isEmpty();
    }
  }

  @Test
  void aFieldThatIsNotThereIsUnknownAndAFaultStaysWithItsResource() {
    Audit audit = new Audit("", Things.PACK, Parameters.defaults());
    try (Engine engine = engine()) {
      assertThat(audit.by(engine).of(Things.SNAPSHOT, NOW))
          .isEqualTo(audit.of(Things.SNAPSHOT, NOW));
    }
  }

  @Test
  void nothingIsLeftOnTheServer() throws Exception {
    RulePack pack = new PackText().rule("a/b", "T-1", "fail contains \"no\" if false").load();
    try (Engine engine = engine()) {
      new Audit("", pack, Parameters.defaults()).by(engine).of(empty(), NOW);
    }
    assertThat(send("GET", "/v1/policies", "").strip()).isEqualTo("{\"result\":[]}");
    assertThat(send("GET", "/v1/data", "").strip()).isEqualTo("{\"result\":{}}");
  }

  @Test
  void aDocumentOfSomebodyElseIsNotOverwritten() throws Exception {
    send("PUT", "/v1/data/estate", "{\"mine\": true}");
    try (Engine engine = engine()) {
      Audit audit = new Audit("", new PackText().load(), Parameters.defaults()).by(engine);
      assertThatThrownBy(() -> audit.of(empty(), NOW))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("data.estate of its own");
    } finally {
      assertThat(send("GET", "/v1/data/estate", "")).contains("\"mine\":true");
      send("DELETE", "/v1/data/estate", "");
    }
  }

  @Test
  void anotherAuditOnTheSameServerEndsThisOne() {
    RulePack pack = new PackText().rule("a/b", "T-1", "fail contains \"no\" if false").load();
    Rule rule = pack.rules().get(0);
    Limits limits = Limits.none(NOW);
    RegoObject data = RegoObject.of("estate", RegoObject.EMPTY);
    try (Engine engine = engine();
        Engine.Session mine = engine.open(pack, data, limits);
        Engine.Session other = engine.open(pack, data, limits)) {
      assertThat(other.ask(rule, RegoObject.EMPTY, List.of())).isEmpty();
      assertThatThrownBy(() -> mine.ask(rule, RegoObject.EMPTY, List.of()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("another estate");
    }
  }

  private static Snapshot empty() {
    return Snapshot.of(new SnapshotHeader("", NOW), List.of(), List.of(), List.of());
  }

  private String send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(opa.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
