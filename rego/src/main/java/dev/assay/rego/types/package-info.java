/** What values the terms of a policy can have, found out before evaluation. */
@NullMarked
package dev.assay.rego.types;

import org.jspecify.annotations.NullMarked;
