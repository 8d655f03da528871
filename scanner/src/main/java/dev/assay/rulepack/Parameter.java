package dev.assay.rulepack;

import dev.assay.rego.value.Value;

/**
 * What a user may set of a rule.
 *
 * @param type {@code boolean}, {@code integer}, {@code number}, {@code string}, {@code array} or
 *     {@code object}
 * @param value the default
 */
public record Parameter(String name, String type, Value value, String description) {}
