/** How names that come from strangers are written so that they can do no harm. */
@NullMarked
package dev.assay.report.text;

import org.jspecify.annotations.NullMarked;
