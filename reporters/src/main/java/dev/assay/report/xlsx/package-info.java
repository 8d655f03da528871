/** A workbook, for auditors who work in one. */
@NullMarked
package dev.assay.report.xlsx;

import org.jspecify.annotations.NullMarked;
