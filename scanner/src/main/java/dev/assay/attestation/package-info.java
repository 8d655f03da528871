/** {@code attestations.yaml}: what no interface can tell, told by people who answer for it. */
@NullMarked
package dev.assay.attestation;

import org.jspecify.annotations.NullMarked;
