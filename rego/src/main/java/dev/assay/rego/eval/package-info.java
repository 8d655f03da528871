/** Compiled policies at work: what a body has become, and the state of an evaluation. */
@NullMarked
package dev.assay.rego.eval;

import org.jspecify.annotations.NullMarked;
