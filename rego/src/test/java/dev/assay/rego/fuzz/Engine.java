package dev.assay.rego.fuzz;

import dev.assay.rego.Evaluator;
import dev.assay.rego.Policy;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** This engine. */
final class Engine {
  private static final Limits LIMITS =
      Limits.none(Instant.EPOCH).withTimeout(Duration.ofSeconds(10));

  private final Value data;

  Engine() throws IOException {
    data = Json.parse(Sample.DATA);
  }

  boolean compiles(Sample sample) {
    return errors(sample).isEmpty();
  }

  private static Policy compile(Sample sample) {
    return Policy.compile(List.of(new RegoSource("fuzz.rego", sample.module())));
  }

  /** Why the sample does not compile; empty if it does. */
  List<RegoError> errors(Sample sample) {
    try {
      compile(sample);
      return List.of();
    } catch (RegoException e) {
      return e.errors();
    }
  }

  Answer answer(Sample sample) throws IOException {
    try {
      Policy policy = compile(sample);
      Evaluator evaluator = policy.over(data, LIMITS);
      Optional<Value> value =
          evaluator.evaluate(policy.query("data.fuzz"), Json.parse(sample.input())).value();
      return new Answer.Of(
          value.isEmpty() ? value : Optional.of(Json.parse(Json.write(value.get()))));
    } catch (RegoException e) {
      return new Answer.Fails(
          e.errors().stream().map(RegoError::code).collect(Collectors.toCollection(TreeSet::new)));
    }
  }
}
