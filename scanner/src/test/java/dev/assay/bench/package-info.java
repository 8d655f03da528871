/** Measures scans of databases of many tables; see docs/benchmarks.md. */
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;
