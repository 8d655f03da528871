/**
 * Rego for the JVM: compile a {@link dev.assay.rego.Policy}, put it over data, ask it queries.
 *
 * <pre>{@code
 * Policy policy = Policy.compile(List.of(new RegoSource("p.rego", text)));
 * Query query = policy.query("data.p.deny");
 * Evaluator evaluator = policy.over(data, Limits.none(Instant.now()));
 * Result result = evaluator.evaluate(query, input);
 * }</pre>
 */
@NullMarked
package dev.assay.rego;

import org.jspecify.annotations.NullMarked;
