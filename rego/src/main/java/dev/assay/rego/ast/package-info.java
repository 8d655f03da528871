/**
 * What a policy says: its sources, its syntax tree, and the faults found in it. Nothing here
 * evaluates anything.
 */
@NullMarked
package dev.assay.rego.ast;

import org.jspecify.annotations.NullMarked;
