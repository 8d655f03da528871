/** The values that Rego computes with: immutable, ordered, and equal as OPA has them equal. */
@NullMarked
package dev.assay.rego.value;

import org.jspecify.annotations.NullMarked;
