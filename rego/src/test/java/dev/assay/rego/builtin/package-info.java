@NullMarked
package dev.assay.rego.builtin;

import org.jspecify.annotations.NullMarked;
