/** From Rego text to its syntax tree. */
@NullMarked
package dev.assay.rego.parse;

import org.jspecify.annotations.NullMarked;
