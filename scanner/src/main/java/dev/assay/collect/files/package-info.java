/** The same facts as from the live APIs, from files: plans, manifests, exports and recordings. */
@NullMarked
package dev.assay.collect.files;

import org.jspecify.annotations.NullMarked;
