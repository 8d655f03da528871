package dev.assay.rego.eval;

import dev.assay.rego.value.Value;
import java.util.Optional;

/**
 * A part of an expression and what it came to.
 *
 * @param text as Rego
 * @param value empty if it is undefined
 */
public record Seen(String text, Optional<Value> value) {}
