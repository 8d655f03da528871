/** What changed from one audit to the next. */
@NullMarked
package dev.assay.report.drift;

import org.jspecify.annotations.NullMarked;
