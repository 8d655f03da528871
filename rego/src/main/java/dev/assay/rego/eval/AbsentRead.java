package dev.assay.rego.eval;

import dev.assay.rego.ast.Location;

/**
 * A read by constant key that found no such key in an object.
 *
 * @param at the ref in the policy
 * @param path the ref as written up to the key that was missing: {@code input.resource.data.ssl},
 *     {@code x.enabled}; a name that only stands for a place in the input is spelled out
 */
public record AbsentRead(Location at, String path) {}
