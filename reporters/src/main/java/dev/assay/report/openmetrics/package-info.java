/** Counts in the text format of OpenMetrics and Prometheus, for dashboards and alerts. */
@NullMarked
package dev.assay.report.openmetrics;

import org.jspecify.annotations.NullMarked;
