package dev.assay.rego.bench;

import dev.assay.rego.Evaluator;
import dev.assay.rego.Policy;
import dev.assay.rego.Query;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Rules over an estate that is in memory. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class EstateBenchmark {
  /** Where the file with the estate is. */
  static final String DATA = "bench.data";

  private static final Limits LIMITS = Limits.none(Instant.EPOCH);

  private Policy policy = Policy.compile(BenchPolicies.estate());
  private Query audit = policy.query("data.bench.audit");
  private Query one = policy.query("data.bench.rules.unused_index.fail");
  private Value data = RegoObject.EMPTY;
  private Evaluator evaluator = policy.over(data, LIMITS);
  private List<Value> inputs = List.of();
  private final AtomicInteger next = new AtomicInteger();

  /** Loads the estate. */
  @Setup
  public void load() throws IOException {
    data = read(Path.of(System.getProperty(DATA, "estate.json")));
    evaluator = policy.over(data, LIMITS);
    RegoArray indexes = (RegoArray) at(at(at(data, "estate"), "by_kind"), "postgresql.Index");
    Value parameters = new RegoObject.Builder().put("min_bytes", RegoNumber.of(1048576)).build();
    inputs =
        indexes.asList().stream()
            .<Value>map(
                index ->
                    new RegoObject.Builder(2)
                        .put("resource", index)
                        .put("parameters", parameters)
                        .build())
            .toList();
  }

  static Value read(Path json) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(json))) {
      return new Json().read(in);
    }
  }

  private static Value at(Value object, String key) {
    return Objects.requireNonNull(((RegoObject) object).get(key), key);
  }

  /** All rules for all resources, nothing remembered from the last time. */
  @Benchmark
  public Optional<Value> audit() {
    return policy.over(data, LIMITS).evaluate(audit, null).value();
  }

  /** One rule for one resource, as Assay asks. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public Optional<Value> oneResource() {
    int i = (next.getAndIncrement() & Integer.MAX_VALUE) % inputs.size();
    return evaluator.evaluate(one, inputs.get(i)).value();
  }

  /** From Rego text to a policy. */
  @Benchmark
  public Policy compile() {
    return Policy.compile(BenchPolicies.estate());
  }
}
