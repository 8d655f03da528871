package dev.assay.rego.types;

import dev.assay.rego.ast.Location;

/**
 * A place in a policy that reads a document whose type was given.
 *
 * @param at the ref
 * @param path what it reads: {@code input.resource.data.users[].name}; {@code []} is an item of an
 *     array or set, {@code *} a key that varies
 * @param declared whether the last key is listed by name in the type, or, where the path does not
 *     end in a name, whether there is such a place
 */
public record Read(Location at, String path, boolean declared) {}
