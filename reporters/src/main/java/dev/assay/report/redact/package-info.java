/** Reports without the names of an estate, to share them outside. */
@NullMarked
package dev.assay.report.redact;

import org.jspecify.annotations.NullMarked;
