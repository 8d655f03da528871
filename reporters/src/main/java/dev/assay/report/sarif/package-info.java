/** SARIF 2.1.0, for code scanning dashboards. */
@NullMarked
package dev.assay.report.sarif;

import org.jspecify.annotations.NullMarked;
