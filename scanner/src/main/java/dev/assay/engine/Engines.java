package dev.assay.engine;

import dev.assay.rulepack.RulePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The engines by the names that users give them. */
public final class Engines {
  public static final String OWN = "assay";

  private Engines() {}

  /**
   * @param name {@code assay}, {@code opa=URL} or {@code wasm=FILE}
   * @param environment may hold {@code ASSAY_OPA_TOKEN}
   * @throws EngineException if there is no such engine
   */
  public static Engine named(String name, Map<String, String> environment) {
    if (name.equals(OWN)) {
      return new OwnEngine();
    } else if (name.startsWith("opa=")) {
      return new OpaEngine(OpaServer.at(name.substring("opa=".length()), environment));
    } else if (name.startsWith("wasm=")) {
      return new WasmEngine(path(name.substring("wasm=".length())));
    }
    throw new EngineException("--engine " + name + ": use assay, opa=URL or wasm=FILE");
  }

  /**
   * Writes a pack for {@code opa build}, which makes of it what {@code wasm=FILE} evaluates.
   *
   * @return the command that does
   * @throws EngineException if there is something in the folder
   * @throws IOException if it cannot be written
   */
  public static String export(RulePack pack, Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new EngineException(folder + ": is not empty; take a new folder");
        }
      }
    }
    EngineModule.export(pack, folder);
    return "opa build -t wasm -e " + EngineModule.PATH + " -o rules.tar.gz " + folder;
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new EngineException("--engine wasm: " + e.getMessage(), e);
    }
  }
}
