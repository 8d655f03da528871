/**
 * Rego for the JVM: compile a {@link dev.assay.rego.Policy}, put it over data, ask it queries.
 *
 * <pre>{@code
 * RegoSource source = new RegoSource("ports.rego", text);
 * Policy policy = Policy.compile(List.of(source));
 * Query deny = policy.query("data.ports.deny");
 * Limits limits = Limits.none(Instant.now()).withTimeout(Duration.ofSeconds(5));
 * Evaluator evaluator = policy.over(Json.parse("{}"), limits);
 * Result result = evaluator.evaluate(deny, Json.parse("{\"ports\": [443, 23]}"));
 * }</pre>
 *
 * <ul>
 *   <li>{@link dev.assay.rego.Policy}: compiled sources; immutable and thread-safe. Mistakes are a
 *       {@link dev.assay.rego.ast.RegoException} with all errors and their places.
 *   <li>{@link dev.assay.rego.Query}: a path or a body, compiled against a policy.
 *   <li>{@link dev.assay.rego.Evaluator}: a policy over data, for one input after another.
 *   <li>{@link dev.assay.rego.eval.Limits}: the time that the evaluation is told, and its budget.
 *   <li>{@link dev.assay.rego.Result}: value, bindings, absent reads, notes.
 *   <li>{@link dev.assay.rego.Trace}: which expressions held, and with which values.
 *   <li>{@link dev.assay.rego.ModuleInfo}, {@link dev.assay.rego.RuleInfo}: what sources declare.
 *   <li>{@link dev.assay.rego.value.Json}, {@link dev.assay.rego.value.Value}: documents.
 * </ul>
 */
@NullMarked
package dev.assay.rego;

import org.jspecify.annotations.NullMarked;
