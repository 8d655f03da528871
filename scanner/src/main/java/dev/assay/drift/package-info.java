/** What is new since an earlier audit: a baseline for the gate, and differences to read. */
@NullMarked
package dev.assay.drift;

import org.jspecify.annotations.NullMarked;
