/** Benchmarks, and the comparison with OPA: see docs/benchmarks.md. */
@NullMarked
package dev.assay.rego.bench;

import org.jspecify.annotations.NullMarked;
