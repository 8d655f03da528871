/** {@code waivers.yaml}: violations that somebody answers for until a given day. */
@NullMarked
package dev.assay.waiver;

import org.jspecify.annotations.NullMarked;
