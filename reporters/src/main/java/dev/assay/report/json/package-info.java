/** The audit report as JSON: the one format that is also read back. */
@NullMarked
package dev.assay.report.json;

import org.jspecify.annotations.NullMarked;
