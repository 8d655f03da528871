/** One row a finding and a gap, for spreadsheets. */
@NullMarked
package dev.assay.report.csv;

import org.jspecify.annotations.NullMarked;
