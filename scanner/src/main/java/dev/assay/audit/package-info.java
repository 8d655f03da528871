/** Rules against facts: a pure function from a snapshot and a rule pack to a report. */
@NullMarked
package dev.assay.audit;

import org.jspecify.annotations.NullMarked;
