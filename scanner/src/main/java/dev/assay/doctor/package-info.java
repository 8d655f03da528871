/** What a role can and cannot see of a database, and what would let it see the rest. */
@NullMarked
package dev.assay.doctor;

import org.jspecify.annotations.NullMarked;
