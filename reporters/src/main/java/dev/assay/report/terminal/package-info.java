/** The report that a person reads after a scan. */
@NullMarked
package dev.assay.report.terminal;

import org.jspecify.annotations.NullMarked;
