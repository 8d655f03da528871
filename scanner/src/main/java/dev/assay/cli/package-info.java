/** The command line: parses, calls, and turns what comes back into lines and exit codes. */
@NullMarked
package dev.assay.cli;

import org.jspecify.annotations.NullMarked;
