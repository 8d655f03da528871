package dev.assay.engine;

import java.util.Map;

/** The engines by the names that users give them. */
public final class Engines {
  public static final String OWN = "assay";

  private Engines() {}

  /**
   * @param name {@code assay} or {@code opa=URL}
   * @param environment may hold {@code ASSAY_OPA_TOKEN}
   * @throws EngineException if there is no such engine
   */
  public static Engine named(String name, Map<String, String> environment) {
    if (name.equals(OWN)) {
      return new OwnEngine();
    } else if (name.startsWith("opa=")) {
      return new OpaEngine(OpaServer.at(name.substring("opa=".length()), environment));
    }
    throw new EngineException("--engine " + name + ": use assay or opa=URL");
  }
}
