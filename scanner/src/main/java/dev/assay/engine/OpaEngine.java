package dev.assay.engine;

import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has an OPA server evaluate the rules. Its semantics are those of opa-java: a path of {@code data}
 * is asked with an input, undefined is no result, a server's refusal is an error. The rules are put
 * there until the engine is closed, an estate until its session is; an OPA serves one audit at a
 * time.
 */
final class OpaEngine implements Engine {
  private static final String OURS = "assay/";
  private static final String MODULE = OURS + "engine";

  private final OpaServer server;
  private final Engine own = new OwnEngine();

  /** What is on the server, by the policies' ids. */
  private final Map<String, String> policies = new LinkedHashMap<>();

  OpaEngine(OpaServer server) {
    this.server = server;
  }

  @Override
  public Session open(RulePack pack, RegoObject data, Limits limits) {
    OpaEstate estate = OpaEstate.put(server, data);
    try {
      putPolicies(pack);
    } catch (EngineException e) {
      estate.remove();
      throw e;
    }
    return new SecondLook(
        "OPA", new Asking(pack, estate, limits.now()), own.open(pack, data, limits));
  }

  private void putPolicies(RulePack pack) {
    Map<String, String> waiting = new LinkedHashMap<>();
    // OPA compiles all that it has for each module that comes and goes.
    pack.modulesInUse().forEach(file -> waiting.put(OURS + file.path(), file.text()));
    waiting.put(MODULE, EngineModule.forServer(pack));
    waiting.entrySet().removeIf(e -> e.getValue().equals(policies.get(e.getKey())));
    // OPA takes modules one by one and refuses a call of a function that it does not know yet.
    while (!waiting.isEmpty()) {
      Map<String, OpaServer.Reply> refused = new LinkedHashMap<>();
      waiting.forEach(
          (id, text) -> {
            OpaServer.Reply reply = server.putPolicy(id, text);
            if (reply.ok()) {
              policies.put(id, text);
            } else {
              refused.put(id, reply);
            }
          });
      if (refused.size() == waiting.size()) {
        throw new EngineException(
            server + " refuses the rules: " + refused.values().iterator().next().message());
      }
      waiting.keySet().retainAll(refused.keySet());
    }
  }

  /** Takes the rules away, those that call functions before those that have them. */
  @Override
  public void close() {
    List<String> ids = new ArrayList<>(policies.keySet());
    Collections.reverse(ids);
    for (String id : ids) {
      OpaServer.Reply reply = server.deletePolicy(id);
      if (!reply.ok()) {
        throw new EngineException(server + " keeps the policy " + id + ": " + reply.message());
      }
      policies.remove(id);
    }
  }

  private final class Asking implements Session {
    private final RulePack pack;
    private final OpaEstate estate;
    private final Instant now;

    Asking(RulePack pack, OpaEstate estate, Instant now) {
      this.pack = pack;
      this.estate = estate;
      this.now = now;
    }

    @Override
    public List<Answer> ask(Rule rule, RegoObject parameters, List<RegoObject> resources) {
      return Bisection.ask(resources, some -> answers(rule, parameters, some));
    }

    private List<Answer> answers(Rule rule, RegoObject parameters, List<RegoObject> resources)
        throws Bisection.Fault {
      RegoObject question = EngineModule.question(rule, parameters, resources, now);
      OpaServer.Reply reply = server.evaluate(EngineModule.PATH, question);
      if (reply.isFault()) {
        throw new Bisection.Fault(reply.message());
      }
      if (!reply.ok()) {
        throw new EngineException(server + " cannot answer: " + reply.message());
      }
      Value result = reply.body() instanceof RegoObject o ? o.get("result") : null;
      return EngineModule.answers(result, pack, estate.run(), resources.size(), server.toString());
    }

    @Override
    public void close() {
      estate.remove();
    }
  }
}
