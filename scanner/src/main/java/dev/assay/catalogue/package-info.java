/** Pages about the rules, and the recommendations that they were made from: all generated. */
@NullMarked
package dev.assay.catalogue;

import org.jspecify.annotations.NullMarked;
