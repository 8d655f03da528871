/** The three steps of a scan put together: what is read, where it is kept, who judges it. */
@NullMarked
package dev.assay.scan;

import org.jspecify.annotations.NullMarked;
