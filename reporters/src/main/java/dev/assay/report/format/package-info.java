/** The list of report formats. */
@NullMarked
package dev.assay.report.format;

import org.jspecify.annotations.NullMarked;
