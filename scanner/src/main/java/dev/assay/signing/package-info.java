/** Ed25519 signatures, with the keys of whoever signs. */
@NullMarked
package dev.assay.signing;

import org.jspecify.annotations.NullMarked;
