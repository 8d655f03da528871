package dev.assay.engine;

import com.styra.opa.wasm.OpaBuiltin;
import com.styra.opa.wasm.OpaWasm;
import dev.assay.rego.Policy;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.builtin.Builtin;
import dev.assay.rego.builtin.BuiltinException;
import dev.assay.rego.builtin.Builtins;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One of our built-in functions, for policies in WebAssembly, which bring along only some. Values
 * pass as Rego text, so that sets stay sets; an error ends the evaluation.
 */
final class WasmBuiltin implements OpaBuiltin.Builtin {
  private static final Policy NONE = Policy.compile(List.of());

  /** How a policy in WebAssembly learns that a function is undefined. */
  private static final int UNDEFINED = 0;

  /** What our functions may make for one question. */
  private static final long MOST_MADE = 50_000_000;

  private final Builtin builtin;
  private final Evaluating evaluating;

  private WasmBuiltin(Builtin builtin, Evaluating evaluating) {
    this.builtin = builtin;
    this.evaluating = evaluating;
  }

  /** All that take as many arguments as can be passed. */
  static OpaBuiltin.Builtin[] all(Evaluating evaluating) {
    return Builtins.all().values().stream()
        .filter(builtin -> builtin.parameters().size() <= 4)
        .map(builtin -> new WasmBuiltin(builtin, evaluating))
        .toArray(OpaBuiltin.Builtin[]::new);
  }

  @Override
  public String name() {
    return builtin.name();
  }

  @Override
  public int asBuiltin0(OpaWasm wasm) {
    return call(wasm);
  }

  @Override
  public int asBuiltin1(OpaWasm wasm, int a) {
    return call(wasm, a);
  }

  @Override
  public int asBuiltin2(OpaWasm wasm, int a, int b) {
    return call(wasm, a, b);
  }

  @Override
  public int asBuiltin3(OpaWasm wasm, int a, int b, int c) {
    return call(wasm, a, b, c);
  }

  @Override
  public int asBuiltin4(OpaWasm wasm, int a, int b, int c, int d) {
    return call(wasm, a, b, c, d);
  }

  private int call(OpaWasm wasm, int... addresses) {
    try {
      Value[] arguments = new Value[addresses.length];
      for (int i = 0; i < addresses.length; i++) {
        arguments[i] = read(wasm, addresses[i]);
      }
      Value result = builtin.function().call(evaluating, arguments);
      return result == null ? UNDEFINED : write(wasm, result.toString());
    } catch (BuiltinException e) {
      // An exception would leave WebAssembly's memory of rules in disorder; the caller asks.
      evaluating.failed(builtin.name() + ": " + e.getMessage());
      return UNDEFINED;
    }
  }

  private static Value read(OpaWasm wasm, int address) throws BuiltinException {
    int text = wasm.exports().opaValueDump(address);
    String rego = wasm.memory().readCString(text);
    wasm.exports().opaFree(text);
    return value(rego);
  }

  private static int write(OpaWasm wasm, String rego) {
    byte[] text = rego.getBytes(StandardCharsets.UTF_8);
    int at = wasm.exports().opaMalloc(text.length);
    wasm.memory().write(at, text);
    int value = wasm.exports().opaValueParse(at, text.length);
    wasm.exports().opaFree(at);
    return value;
  }

  /** What has neither sets nor keys that are no strings is JSON; only the rest is a query. */
  private static Value value(String rego) throws BuiltinException {
    try {
      return Json.parse(rego);
    } catch (IOException noJson) {
      try {
        Optional<Value> value =
            NONE.over(RegoObject.EMPTY, Limits.none(Instant.EPOCH))
                .evaluate(NONE.query(rego), null)
                .value();
        return value.orElseThrow(
            () -> new BuiltinException(BuiltinException.Code.BUILTIN, "no value: " + rego));
      } catch (RegoException e) {
        throw new BuiltinException(BuiltinException.Code.BUILTIN, "no value: " + rego);
      }
    }
  }

  /** What functions know of the evaluation. */
  static final class Evaluating implements Builtin.Call {
    private final Map<Object, Object> memo = new HashMap<>();
    private long now;
    private Optional<String> failure = Optional.empty();
    private long made;

    /** Sets the time and forgets what was computed before. */
    void at(Instant time) {
      now = EngineModule.nanos(time);
      memo.clear();
    }

    void failed(String message) {
      failure = failure.or(() -> Optional.of(message));
    }

    /** The first failure since the last question; afterwards there is none. */
    Optional<String> takeFailure() {
      Optional<String> taken = failure;
      failure = Optional.empty();
      made = 0;
      return taken;
    }

    @Override
    public long nowNanos() {
      return now;
    }

    @Override
    public void step(long steps) {
      // WebAssembly does not count its own, so that a budget would mean nothing.
    }

    @Override
    public void grow(long cells) {
      made += cells;
      if (made > MOST_MADE) {
        throw new IllegalStateException("values of more than " + MOST_MADE + " cells");
      }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T memo(Object key, Supplier<T> compute) {
      Object known = memo.get(key);
      if (known == null) {
        known = compute.get();
        memo.put(key, known);
      }
      return (T) known;
    }

    @Override
    public void note(String text) {
      // What a policy prints is told by our own engine.
    }
  }
}
