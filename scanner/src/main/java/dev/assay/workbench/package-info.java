/** What helps to write rules: checks, queries, tests and a first draft. */
@NullMarked
package dev.assay.workbench;

import org.jspecify.annotations.NullMarked;
