/** What an audit says: rules, verdicts, findings, gaps, and the report that carries them. */
@NullMarked
package dev.assay.report;

import org.jspecify.annotations.NullMarked;
