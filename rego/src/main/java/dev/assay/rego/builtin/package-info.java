/** The built-in functions, by families; each is a plain function of values. */
@NullMarked
package dev.assay.rego.builtin;

import org.jspecify.annotations.NullMarked;
