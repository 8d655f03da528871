/** Random programs, answered by this engine and by OPA. */
@NullMarked
package dev.assay.rego.fuzz;

import org.jspecify.annotations.NullMarked;
