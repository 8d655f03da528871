/**
 * A folder with everything that an audit rests on, and the proof that nothing in it was changed.
 */
@NullMarked
package dev.assay.evidence;

import org.jspecify.annotations.NullMarked;
