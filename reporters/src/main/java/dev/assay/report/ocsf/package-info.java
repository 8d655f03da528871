/** Compliance findings in the Open Cybersecurity Schema Framework, for lakes of security events. */
@NullMarked
package dev.assay.report.ocsf;

import org.jspecify.annotations.NullMarked;
