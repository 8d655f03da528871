/** The facts of a scan, as they were read, in a file that can be kept as evidence. */
@NullMarked
package dev.assay.snapshot;

import org.jspecify.annotations.NullMarked;
