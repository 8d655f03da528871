/** Reads estates: what every collector has in common. */
@NullMarked
package dev.assay.collect;

import org.jspecify.annotations.NullMarked;
