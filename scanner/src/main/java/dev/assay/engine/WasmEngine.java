package dev.assay.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.styra.opa.wasm.OpaPolicy;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Evaluates the rules in a bundle that {@code opa build -t wasm} has compiled. What it cannot do
 * itself it is given by our built-in functions. One evaluation at a time, without a budget of
 * steps.
 */
final class WasmEngine implements Engine {
  private static final int PAGE = 64 << 10;
  private static final int FIRST_PAGES = 256;
  private static final int MOST_PAGES = 32_000;

  private final Path file;
  private final Engine own = new OwnEngine();
  private final WasmBuiltin.Evaluating evaluating = new WasmBuiltin.Evaluating();
  private final byte[] code;

  /** Guards the policy and its data. */
  private final Object lock = new Object();

  private OpaPolicy policy;
  private String estate = "{}";

  WasmEngine(Path file) {
    this.file = file;
    this.code = WasmBundle.policy(file);
    this.policy = policy();
  }

  private OpaPolicy policy() {
    try {
      return OpaPolicy.builder()
          .withPolicy(code)
          .withInitialMemory(FIRST_PAGES)
          .withMaxMemory(MOST_PAGES)
          .withDefaultBuiltins(false)
          // Its own would read YAML with another library; none of ours asks for it.
          .withJsonMapper(new ObjectMapper())
          .withYamlMapper(new ObjectMapper())
          .addBuiltins(WasmBuiltin.all(evaluating))
          .build()
          .entrypoint(EngineModule.PATH);
    } catch (RuntimeException e) {
      throw new EngineException(
          file
              + ": no policy for this engine: "
              + e.getMessage()
              + "; make it as assay rules export says",
          e);
    }
  }

  @Override
  public Session open(RulePack pack, RegoObject data, Limits limits) {
    String run = UUID.randomUUID().toString();
    RegoObject marked =
        new RegoObject.Builder(data.size() + 1).putAll(data).put(EngineModule.RUN, run).build();
    String json = Json.write(marked);
    if (json.length() > (long) MOST_PAGES * PAGE / 4) {
      throw new EngineException(file + ": the estate does not fit into WebAssembly's memory");
    }
    synchronized (lock) {
      evaluating.at(limits.now());
      estate = json;
      load();
    }
    Asking asking = new Asking(pack, run, limits.now());
    return new SecondLook("WebAssembly", asking, own.open(pack, data, limits));
  }

  private void load() {
    try {
      policy.data(estate);
    } catch (RuntimeException e) {
      throw new EngineException(file + ": does not take the estate: " + e.getMessage(), e);
    }
  }

  /** The results of the entry point, as JSON. */
  private String evaluate(String input) throws Bisection.Fault {
    synchronized (lock) {
      evaluating.takeFailure();
      String results;
      try {
        results = policy.evaluate(input);
      } catch (RuntimeException e) {
        // What it remembers of rules that it was amid is of no use any more.
        policy = policy();
        load();
        throw new Bisection.Fault(String.valueOf(e.getMessage()));
      }
      Optional<String> failure = evaluating.takeFailure();
      if (failure.isPresent()) {
        throw new Bisection.Fault(failure.get());
      }
      return results;
    }
  }

  private final class Asking implements Session {
    private final RulePack pack;
    private final String run;
    private final Instant now;

    Asking(RulePack pack, String run, Instant now) {
      this.pack = pack;
      this.run = run;
      this.now = now;
    }

    @Override
    public List<Answer> ask(Rule rule, RegoObject parameters, List<RegoObject> resources) {
      return Bisection.ask(
          resources,
          some -> {
            RegoObject question = EngineModule.question(rule, parameters, some, now);
            return EngineModule.answers(answer(question), pack, run, some.size(), file.toString());
          });
    }

    private Value answer(RegoObject question) throws Bisection.Fault {
      String results = evaluate(Json.write(question));
      try {
        if (Json.parse(results) instanceof RegoArray rows
            && rows.size() == 1
            && rows.get(0) instanceof RegoObject row
            && row.get("result") instanceof RegoObject result) {
          return result;
        }
      } catch (IOException e) {
        throw new EngineException(file + ": answers no JSON: " + e.getMessage(), e);
      }
      return RegoObject.EMPTY;
    }
  }
}
