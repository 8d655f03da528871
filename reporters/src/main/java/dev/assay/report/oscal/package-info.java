/** Assessment results of NIST's OSCAL, for systems of governance. */
@NullMarked
package dev.assay.report.oscal;

import org.jspecify.annotations.NullMarked;
