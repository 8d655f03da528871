package dev.assay.rego.bench;

import dev.assay.rego.Policy;
import dev.assay.rego.Query;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Rego that computes, without data. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class ComputeBenchmark {
  /** Which module; the harness gives all of them. */
  @Param("numbers")
  public String name = "numbers";

  private @Nullable Policy policy;
  private @Nullable Query query;

  /** Compiles the module. */
  @Setup
  public void compile() {
    policy = Policy.compile(List.of(BenchPolicies.compute(name)));
    query = policy.query("data.bench.compute." + name + ".answer");
  }

  /** Computes the answer from nothing. */
  @Benchmark
  public Optional<Value> answer() {
    if (policy == null || query == null) {
      throw new IllegalStateException("not compiled");
    }
    return policy.over(RegoObject.EMPTY, Limits.none(Instant.EPOCH)).evaluate(query, null).value();
  }
}
